package dev.pagestream.assembler;

import dev.pagestream.runtime.lifecycle.ServiceMain;

/// Starts an assembler.
public final class AssemblerMain {
  private AssemblerMain() {}

  public static void main(String[] args) {
    ServiceMain.run(
        "assembler", AssemblerConfig.class, AssemblerConfig::admin, AssemblerService::create, args);
  }
}
