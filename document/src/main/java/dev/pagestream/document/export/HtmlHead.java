package dev.pagestream.document.export;

/// The head of an exported page. Nothing in it comes from elsewhere, and it allows the page nothing
/// but images and its own style: whatever slipped through as markup could still not run or send.
final class HtmlHead {
  /// For reading: about 70 characters a line, nothing wider than the screen, both colour schemes
  /// with a contrast of at least 7 to 1 for text. Pictures keep a white ground, since charts are
  /// often drawn in black on nothing. On paper everything is unfolded.
  private static final String STYLE =
      """
      :root {
        color-scheme: light dark;
        --ground: #f2f1ed; --paper: #fff; --ink: #1f2328; --soft: #4a5159;
        --line: #d6d4cd; --tint: #f6f5f1; --accent: #0a4fa3;
        --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
        --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif;
        --mono: ui-monospace, "SFMono-Regular", Menlo, Consolas, "Liberation Mono", monospace;
      }
      @media (prefers-color-scheme: dark) {
        :root {
          --ground: #121314; --paper: #1c1e20; --ink: #e8e6e1; --soft: #b9b8b2;
          --line: #3d4043; --tint: #26292b; --accent: #9cc4ff;
        }
      }
      * { box-sizing: border-box; }
      html {
        background: var(--ground); color: var(--ink); font: 1.0625rem/1.65 var(--serif);
        -webkit-text-size-adjust: 100%; text-size-adjust: 100%;
      }
      body { margin: 0; padding: clamp(0rem, 3vw, 2.5rem); }
      main { margin: 0 auto; }
      main.column { max-width: 47rem; }
      .page {
        background: var(--paper); border: 1px solid var(--line); border-radius: .4rem;
        padding: clamp(1.1rem, 5vw, 3.75rem); overflow-wrap: break-word;
      }
      .page > :first-child { margin-block-start: 0; }
      .page > :last-child { margin-block-end: 0; }
      h1, h2, h3, h4, h5, h6 {
        font-family: var(--sans); line-height: 1.25; margin-block: 1.8em .6em;
        text-wrap: balance; break-after: avoid;
      }
      h1 { font-size: 2em; letter-spacing: -.015em; }
      h2 { font-size: 1.5em; letter-spacing: -.01em; }
      h3 { font-size: 1.22em; }
      h4 { font-size: 1.06em; }
      h5, h6 { font-size: 1em; color: var(--soft); }
      h6 { font-weight: 500; }
      h1 + *, h2 + *, h3 + *, h4 + *, h5 + *, h6 + * { margin-block-start: 0; }
      p { margin-block: 0 1em; }
      ul, ol { margin-block: 0 1em; padding-inline-start: 1.9em; }
      li > ul, li > ol { margin-block: .25em .5em; }
      li { margin-block: .25em; }
      li::marker { color: var(--soft); font-variant-numeric: tabular-nums; }
      figure { margin: 1.75em 0; break-inside: avoid; }
      img {
        display: block; max-width: 100%; height: auto; margin: 0 auto;
        background: #fff; border-radius: .25rem;
      }
      figcaption, caption {
        font: .9em/1.5 var(--sans); color: var(--soft); text-align: start;
        padding: 0; margin-block: 0 .7em;
      }
      caption { caption-side: top; font-size: 1em; padding-block-end: .6em; margin: 0; }
      table {
        border-collapse: collapse; width: 100%; margin-block: 1.75em;
        font: .9em/1.45 var(--sans); font-variant-numeric: tabular-nums;
      }
      th, td {
        border-block-end: 1px solid var(--line); padding: .5em .7em; text-align: start;
        vertical-align: top; overflow-wrap: break-word;
      }
      th { font-weight: 600; }
      th[scope=col] { background: var(--tint); border-block-end: 2px solid var(--line); }
      tr { break-inside: avoid; }
      .wide { overflow-x: auto; margin-block: 1.75em; }
      .wide > table { margin-block: 0; }
      .wide th, .wide td { overflow-wrap: normal; min-width: 4.5em; }
      pre {
        background: var(--tint); border: 1px solid var(--line); border-radius: .3rem;
        padding: .9em 1.1em; margin-block: 1.25em; font: .85em/1.55 var(--mono);
        white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; text-align: start;
      }
      code { font-family: inherit; }
      details.docling-meta {
        margin-block: .9em 0; font: .9em/1.55 var(--sans);
        border-inline-start: 3px solid var(--line); padding-inline-start: 1em;
      }
      details.docling-meta > summary { color: var(--accent); cursor: pointer; width: fit-content; }
      details.docling-meta table, details.docling-meta pre { font-size: 1em; margin-block: .6em 0; }
      .docling-meta-field { margin-block-start: .6em; }
      .docling-meta-field-label { display: inline-block; color: var(--soft); font-weight: 600; }
      .docling-meta-field-label::first-letter { text-transform: uppercase; }
      .docling-meta-field-value { unicode-bidi: isolate; white-space: pre-line; }
      div.docling-meta-field-value { white-space: normal; }
      .page-break { border: 0; border-block-start: 1px dashed var(--line); margin-block: 2.5em 2em; }
      .page-break::after {
        content: attr(aria-label); display: block; text-align: end;
        font: .8em/1.8 var(--sans); color: var(--soft);
      }
      .page-break:first-child { border: 0; margin-block: -1.4em 0; }
      .page-break + * { margin-block-start: 0; }
      :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
      .unseen {
        position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0;
        overflow: hidden; clip-path: inset(50%); white-space: nowrap;
      }
      main.split { max-width: 100rem; }
      main.split > section {
        display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        gap: 1.75rem; align-items: start; margin-block-end: 2.5rem;
      }
      main.split > section:not(:has(.page-image img)) {
        grid-template-columns: 8rem minmax(0, 1fr);
      }
      main.split > section > :only-child { grid-column: 1 / -1; }
      .page-image { position: sticky; top: 1rem; margin: 0; color: var(--soft); }
      .page-image figcaption { font-weight: 600; }
      .page-image p { font: .85em/1.4 var(--sans); margin: 0; }
      .page-image img { border: 1px solid var(--line); width: 100%; max-height: 94vh; object-fit: contain; }
      @media (max-width: 60rem) {
        main.split > section, main.split > section:not(:has(.page-image img)) {
          grid-template-columns: minmax(0, 1fr); gap: .75rem;
        }
        .page-image { position: static; padding-inline: 1rem; }
      }
      @media (max-width: 40rem) {
        body { padding: 0; }
        html { font-size: 1rem; }
        h1 { font-size: 1.65em; }
        h2 { font-size: 1.35em; }
        .page { border-width: 1px 0; border-radius: 0; }
        table { font-size: .82em; }
        th, td { padding: .4em .45em; overflow-wrap: anywhere; }
      }
      @media print {
        :root { --ground: #fff; --paper: #fff; --ink: #000; --soft: #333; --line: #999; --tint: #f4f4f4; }
        @page { margin: 18mm 16mm; }
        html { font-size: 10.5pt; }
        body, .page { padding: 0; border: 0; }
        main.column, main.split { max-width: none; }
        main.split > section { break-after: page; margin: 0; }
        .page-image { position: static; }
        .wide { overflow: visible; }
        details.docling-meta::details-content { content-visibility: visible; block-size: auto; }
        p, li { orphans: 3; widows: 3; }
      }
      """;

  private static final String POLICY =
      "default-src 'none'; img-src * data:; style-src 'unsafe-inline';"
          + " base-uri 'none'; form-action 'none'";

  private HtmlHead() {}

  /// @param title not empty
  static String of(String title) {
    return String.join(
        "\n",
        "<head>",
        "<meta charset=\"UTF-8\"/>",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\"/>",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>",
        "<title>" + Html.text(title) + "</title>",
        "<meta name=\"generator\" content=\"Pagestream\"/>",
        "<style>\n" + STYLE + "</style>",
        "</head>");
  }
}
