package dev.pagestream.vlm.quality;

import java.util.Optional;
import java.util.regex.Pattern;

/// Finds apologies in place of answers. Only a short text that begins as one is: a description may
/// quote such a sentence, and a long answer that begins with a regret still answers.
final class Refusals {
  private static final int MAX_CHARS = 600;

  private static final Pattern OPENINGS =
      Pattern.compile(
          String.join(
              "|",
              // English
              "(?:i['’]?m|i am) (?:really |very |so )?sorry\\b",
              "sorry, (?:but )?(?:i|as an)\\b",
              "i (?:must )?apologi[sz]e\\b",
              "(?:unfortunately, |sorry, )?(?:but )?i(?:['’]m| am) (?:unable|not able)\\b",
              "(?:unfortunately, )?i (?:can['’]t|cannot|can not|won['’]t|don['’]t|do not)"
                  + " (?:help|assist|view|see|describe|analy[sz]e|process|provide|comply|fulfil"
                  + "|access|have access|answer|have the ability|discuss|engage)\\b",
              "as an? (?:ai|artificial intelligence|(?:large )?language model|text-based)\\b",
              "(?:there is )?no image (?:was |has been |is )?(?:provided|attached|uploaded|visible)",
              "(?:please|could you(?: please)?) (?:provide|upload|share|attach) (?:the|an|a) (?:image|picture)",
              // German
              "(?:es )?tut mir (?:sehr |wirklich )?leid\\b",
              "entschuldigung, (?:aber )?ich\\b",
              "(?:leider )?(?:kann ich|ich kann|ich bin nicht in der lage)[^.]{0,60}"
                  + "(?:nicht|keine?n?)\\b[^.]{0,60}(?:helfen|sehen|beschreiben|analysieren|anzeigen|beantworten)",
              "als (?:eine? )?(?:ki|künstliche intelligenz|sprachmodell)\\b",
              // French
              "(?:je suis (?:vraiment )?)?désolée?\\b",
              "je (?:ne peux pas|ne suis pas en mesure|regrette)\\b",
              "en tant qu['’](?:ia|intelligence artificielle|assistant)\\b",
              // Spanish, Portuguese, Italian
              "(?:lo siento|lo lamento)\\b",
              "(?:no puedo|não posso|non posso) (?:ayudar|ajudar|aiutar|ver|describ|descrev|descriv|analiz|analis)",
              "como (?:una? |uma? )?(?:ia|modelo de (?:lenguaje|linguagem)|inteligencia artificial)\\b",
              "(?:desculpe|sinto muito|lamento)\\b",
              "mi (?:dispiace|scuso)\\b",
              "come (?:ia|modello linguistico|intelligenza artificiale)\\b",
              // Dutch, Swedish, Danish, Norwegian, Polish, Czech
              "het spijt me\\b",
              "sorry, (?:maar )?ik\\b",
              "(?:jag är ledsen|tyvärr kan jag|jeg beklager|beklager|desværre kan jeg)\\b",
              "(?:przepraszam|przykro mi|niestety nie mogę|nie mogę pomóc)\\b",
              "(?:omlouvám se|bohužel nemohu)\\b",
              // Russian, Chinese, Japanese, Korean
              "(?:извините|простите|к сожалению, я|я не могу (?:помочь|описать|видеть))",
              "(?:很|非常)?(?:抱歉|对不起|對不起|遗憾)|(?:我)?(?:无法|無法|不能)(?:查看|描述|帮助|协助|识别|看到)"
                  + "|作为(?:一个|一名)?(?:ai|人工智能|语言模型)",
              "(?:大変)?申し訳|すみません|恐れ入りますが",
              "죄송"),
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  /// A regret that goes on to describe.
  private static final Pattern ANSWERS_AFTER_ALL =
      Pattern.compile(
          "\\b(?:but|however),? (?:the|this|it|in the) (?:[\\w-]+ ){0,3}"
              + "(?:shows?|depicts?|contains?|appears?|displays?|features?|illustrates?)\\b",
          Pattern.CASE_INSENSITIVE);

  private Refusals() {}

  static Optional<Finding> find(String text) {
    String start = unquoted(text.strip());
    if (start.length() > MAX_CHARS
        || !OPENINGS.matcher(start).lookingAt()
        || ANSWERS_AFTER_ALL.matcher(start).find()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Gate.REFUSAL,
            "The model apologised in place of an answer.",
            "The picture is attached and comes from a document; answer by what can be seen in it."));
  }

  /// Marks around the whole text are none of it; a quotation at its start makes it a description.
  private static String unquoted(String text) {
    boolean whole =
        text.length() > 2 && text.charAt(0) == '"' && text.indexOf('"', 1) == text.length() - 1;
    String bare = whole ? text.substring(1, text.length() - 1) : text;
    int from = 0;
    while (from < bare.length() && "*_#> ".indexOf(bare.charAt(from)) >= 0) {
      from++;
    }
    return bare.substring(from);
  }
}
