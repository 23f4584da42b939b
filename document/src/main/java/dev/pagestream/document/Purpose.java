package dev.pagestream.document;

/// What a model is asked for.
public enum Purpose {
  /// A description for readers and indexers.
  DESCRIBE_PICTURE,
  /// The class of a picture, as one of the labels of docling's figure classifier.
  CLASSIFY_PICTURE,
  /// Kind, alternative text and long description in one structured answer.
  ALT_TEXT,
  /// The data behind a chart, as a table.
  CHART_TABLE,
  /// Code that draws a chart.
  CHART_CODE,
  /// What a chart says.
  CHART_SUMMARY,
  /// A whole page as text, in the format that was asked for.
  CONVERT_PAGE,
  /// Facts by a JSON schema.
  EXTRACT
}
