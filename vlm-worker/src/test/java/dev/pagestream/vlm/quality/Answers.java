package dev.pagestream.vlm.quality;

import java.util.List;

/// Descriptions as good models write them, none of which any gate may object to.
final class Answers {
  private Answers() {}

  static final List<String> ENGLISH =
      List.of(
          "A bar chart.",
          "The image shows a bar chart comparing the monthly water level of three stations from January to June. The northern station is highest in every month, with a peak of 4.2 m in April.",
          "A photograph of a river at dusk. Trees line both banks, and a small wooden boat is tied to a pier on the left.",
          "The image is a logo consisting of a blue circle with a white wave inside. Below it, the word \"Hydra\" is written in bold letters.",
          "This flow chart has four steps: request, check, decision, and answer. Arrows lead from each step to the next, and from the decision back to the check.",
          "I cannot read the small labels on the axis, but the chart shows three lines that rise from left to right.",
          "A sign on a door that reads \"I'm sorry, I can't help you today\" in hand-written letters.",
          "\"Sorry, we are closed\" is printed on a red sign that hangs in a shop window.",
          "The screenshot shows a chat window. The assistant writes: \"As an AI, I cannot see images.\" Below it is a text field.",
          "The chart shows sales by year. In 2019, sales were 5 million. In 2020, sales were 6 million. In 2021, sales were 7 million. In 2022, sales were 8 million. In 2023, sales were 9 million.",
          "The picture shows:\n- a red square\n- a red circle\n- a red triangle\n- a red square\n- a red circle\n- a red triangle\nAll of them are placed on a white ground in two rows.",
          "| Year | Sold | Open |\n|---|---|---|\n| 2019 | yes | no |\n| 2020 | yes | no |\n| 2021 | yes | no |\n| 2022 | yes | no |\n| 2023 | yes | no |\n| 2024 | yes | no |",
          "A table of contents. Chapter one ............................................................ 5 Chapter two .......................................................... 17",
          "The map shows the Rhine between Basel and Mainz. Towns are marked with dots; the largest are Basel, Strasbourg, Karlsruhe, Mannheim and Mainz. A scale of 50 km is drawn at the bottom.");

  static final List<String> GERMAN =
      List.of(
          "Das Bild zeigt ein Balkendiagramm mit den Wasserständen von drei Stationen. Die nördliche Station ist in jedem Monat die höchste.",
          "Ein Foto von einem Fluss in der Dämmerung. An beiden Ufern stehen Bäume, und ein kleines Boot liegt an einem Steg.",
          "Die Grafik mit der Überschrift “The state of the art in the analysis of the water levels” zeigt drei Linien, die von links nach rechts steigen.");

  static final List<String> FRENCH =
      List.of(
          "L'image montre un diagramme à barres qui compare le niveau de l'eau de trois stations. La station du nord est la plus haute dans tous les mois.");

  static final List<String> SPANISH =
      List.of(
          "La imagen muestra un gráfico de barras que compara el nivel del agua en tres estaciones. La estación del norte es la más alta en todos los meses.");

  static final List<String> RUSSIAN =
      List.of("На изображении показана столбчатая диаграмма уровня воды на трёх станциях.");

  static final List<String> JAPANESE = List.of("この画像は、3つの観測所の水位を比較する棒グラフです。北の観測所が毎月最も高くなっています。");

  static final List<String> CHINESE = List.of("图中是一个柱状图，比较了三个站点的水位。北部站点每个月都最高。", "这是柱状图");
}
