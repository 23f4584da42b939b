package dev.pagestream.vlm.image;

/// The size a picture is sent with. The part that is drawn is smaller than the whole only where a
/// sliver is filled up with white to the least side a model takes.
record Fit(int drawnWidthPx, int drawnHeightPx, int widthPx, int heightPx) {}
