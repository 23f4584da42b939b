package dev.pagestream.document.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | The gauges of the river are read three times a day, and what is read is written in a book that lies with the keeper.",
        "de | Die Pegel des Flusses werden dreimal am Tag gelesen, und was gelesen wird, steht in einem Buch, das bei dem Wärter liegt und nicht verliehen wird.",
        "fr | Les échelles de la rivière sont lues trois fois par jour, et ce qui est lu est écrit dans un registre avec la date et le temps.",
        "es | Las escalas del río se leen tres veces al día y lo que se lee se escribe en un libro que está con el guarda de la presa.",
        "it | Le scale del fiume si leggono tre volte al giorno e quello che si legge è scritto in un libro che sta con il custode della diga.",
        "pt | As réguas do rio são lidas três vezes por dia e o que é lido fica escrito em um livro que está com o guarda da barragem.",
        "nl | De peilschalen van de rivier worden drie keer per dag gelezen en wat er gelezen wordt, staat in een boek dat bij de wachter ligt.",
        "pl | Wodowskazy na rzece są czytane trzy razy w ciągu dnia i to, co się przeczyta, jest zapisane w księdze, która leży u strażnika.",
        "ru | Уровень воды в реке измеряют три раза в день, и всё, что прочитано, записывают в книгу.",
        "uk | Рівень води в річці вимірюють тричі на день, і все, що прочитано, записують у її книгу.",
        "bg | Нивото на водата в реката се измерва три пъти на ден и всичко се записва в книга.",
        "el | Η στάθμη του ποταμού διαβάζεται τρεις φορές την ημέρα και γράφεται σε ένα βιβλίο.",
        "he | מפלס הנהר נקרא שלוש פעמים ביום ומה שנקרא נכתב בספר שנמצא אצל השומר של הסכר.",
        "ar | يقرأ منسوب النهر ثلاث مرات في اليوم ويكتب ما يقرأ في كتاب عند حارس السد القديم.",
        "fa | سطح آب رودخانه سه بار در روز خوانده می‌شود و آنچه خوانده شد در کتابی پیش نگهبان نوشته می‌شود.",
        "zh | 河流的水位每天读取三次，读取的数值都写在一本书里，这本书放在守坝人那里，任何人都可以查看，每年年底由水务局收回并保存。",
        "ja | 川の水位は一日に三回読み取られ、読み取った値は番人のところにある帳面に書き込まれる。だれでも見ることができる。",
        "ko | 강의 수위는 하루에 세 번 읽으며 읽은 값은 둑을 지키는 사람이 가지고 있는 책에 적어 둔다. 누구나 볼 수 있다."
      })
  void namesTheLanguageOfASentence(String language, String text) {
    assertThat(TextLanguage.of(Stream.of(text))).contains(language);
  }

  @Test
  void keepsQuietWhenItIsNotClear() {
    assertThat(TextLanguage.of(Stream.of())).isEmpty();
    assertThat(TextLanguage.of(Stream.of("Kobberdal Mølleby 1907"))).isEmpty();
    assertThat(TextLanguage.of(Stream.of("pump valve seal filter ".repeat(40)))).isEmpty();
    assertThat(TextLanguage.of(Stream.of("de de de de ".repeat(40)))).isEmpty();
  }

  @Test
  void goesByWhatMostOfTheTextIs() {
    String german =
        "Die Pegel des Flusses werden gelesen, und was gelesen wird, steht in dem Buch. ";
    assertThat(
            TextLanguage.of(
                Stream.of("The summary of the report is in English.", german.repeat(10))))
        .contains("de");
  }
}
