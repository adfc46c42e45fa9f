package org.evalledger.database;

import java.util.Locale;

/** The systems for which PostgreSQL's binaries come with the service. */
enum Platform {
  LINUX_X86_64("postgres-linux-x86_64.txz"),
  LINUX_ARM_64("postgres-linux-arm_64.txz"),
  MACOS_ARM_64("postgres-darwin-arm_64.txz");

  private final String resource;

  Platform(String resource) {
    this.resource = resource;
  }

  static Platform current() {
    var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    var machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    var arm = machine.equals("aarch64");
    if (system.startsWith("linux") && arm) return LINUX_ARM_64;
    if (system.startsWith("linux") && machine.equals("amd64")) return LINUX_X86_64;
    if (system.startsWith("mac") && arm) return MACOS_ARM_64;
    throw new DatabaseStartException(
        "No PostgreSQL comes with this service for %s on %s; name one with EVALLEDGER_JDBC_URL."
            .formatted(system, machine));
  }

  /** Name of the archive on the class path: a tar, xz-compressed, of {@code bin lib share}. */
  String resource() {
    return resource;
  }

  boolean isLinux() {
    return switch (this) {
      case LINUX_X86_64, LINUX_ARM_64 -> true;
      case MACOS_ARM_64 -> false;
    };
  }
}
