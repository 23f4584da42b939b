package dev.pagestream.standalone.model;

import java.awt.Color;

/// A plain English word for a colour.
final class ColourName {
  private static final float DARK = 0.2f;
  private static final float LIGHT = 0.9f;
  private static final float GREY = 0.18f;

  private static final String[] BY_HUE = {
    "red", "orange", "yellow", "green", "green", "teal", "blue", "blue", "blue", "purple", "pink",
    "red"
  };

  private ColourName() {}

  static String of(int argb) {
    if ((argb >>> 24) < 32) {
      return "white";
    }
    float[] hsb =
        Color.RGBtoHSB((argb >> 16) & 0xff, (argb >> 8) & 0xff, argb & 0xff, new float[3]);
    if (hsb[2] < DARK) {
      return "black";
    }
    if (hsb[1] < GREY) {
      return hsb[2] > LIGHT ? "white" : "grey";
    }
    return BY_HUE[Math.floorMod(Math.round(hsb[0] * BY_HUE.length), BY_HUE.length)];
  }
}
