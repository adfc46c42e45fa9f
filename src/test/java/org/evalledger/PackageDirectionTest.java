package org.evalledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which package may import which: the table of the house style, as a test. */
@AnalyzeClasses(packages = "org.evalledger", importOptions = DoNotIncludeTests.class)
class PackageDirectionTest {
  private static final List<String> TO_ENTRY =
      List.of(
          "bytes",
          "json",
          "merkle",
          "signing",
          "statement",
          "record",
          "ledger",
          "evaluation",
          "baseline",
          "suspicion",
          "entry");
  private static final Map<String, List<String>> MAY_IMPORT = mayImport();

  private static Map<String, List<String>> mayImport() {
    var table = new LinkedHashMap<String, List<String>>();
    table.put("bytes", List.of());
    table.put("json", List.of("bytes"));
    table.put("merkle", List.of("bytes"));
    table.put("signing", List.of("json", "bytes"));
    table.put("statement", List.of("json", "bytes"));
    table.put("record", List.of("signing", "statement", "json", "bytes"));
    table.put("ledger", List.of("record", "signing", "statement", "json", "bytes"));
    table.put("evaluation", List.of("ledger", "record", "statement", "json", "bytes"));
    table.put("baseline", List.of("evaluation", "ledger", "record", "statement", "json", "bytes"));
    table.put(
        "suspicion",
        List.of("baseline", "evaluation", "ledger", "record", "statement", "json", "bytes"));
    table.put(
        "entry",
        List.of(
            "suspicion", "ledger", "record", "signing", "merkle", "statement", "json", "bytes"));
    table.put("harness", List.of("evaluation", "ledger", "record", "statement", "json", "bytes"));
    table.put("modelcard", List.of("statement", "json", "bytes"));
    table.put("audit", TO_ENTRY);
    table.put("database", List.of());
    table.put("network", List.of());
    table.put("log", List.of("database", "merkle", "signing", "bytes"));
    table.put("registry", and(TO_ENTRY, "log", "database"));
    table.put("mirror", and(TO_ENTRY, "audit", "log", "database"));
    table.put(
        "feed",
        List.of(
            "ledger",
            "record",
            "log",
            "database",
            "network",
            "entry",
            "statement",
            "json",
            "bytes"));
    table.put("submission", and(TO_ENTRY, "registry", "log", "database", "harness"));
    table.put(
        "review",
        List.of(
            "registry",
            "feed",
            "log",
            "database",
            "entry",
            "suspicion",
            "ledger",
            "record",
            "statement",
            "json",
            "bytes"));
    table.put("catalogue", and(TO_ENTRY, "registry", "log", "database", "harness", "modelcard"));
    table.put(
        "collector",
        List.of(
            "submission",
            "registry",
            "log",
            "database",
            "network",
            "harness",
            "ledger",
            "signing",
            "statement",
            "json",
            "bytes"));
    table.put("access", List.of("registry", "ledger", "statement", "json", "bytes"));
    var belowTheEdge =
        table.keySet().stream().filter(n -> !n.equals("mirror") && !n.equals("collector")).toList();
    table.put("http", belowTheEdge);
    table.put("web", belowTheEdge);
    table.put("cli", List.copyOf(table.keySet()));
    return table;
  }

  private static List<String> and(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  private static String tree(String name) {
    return "org.evalledger." + name + "..";
  }

  private static String[] trees(Predicate<String> which) {
    return MAY_IMPORT.keySet().stream()
        .filter(which)
        .map(PackageDirectionTest::tree)
        .toArray(String[]::new);
  }

  @ArchTest
  static void importsFollowTheTable(JavaClasses all) {
    MAY_IMPORT.forEach(
        (name, allowed) ->
            noClasses()
                .that()
                .resideInAPackage(tree(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(trees(other -> !other.equals(name) && !allowed.contains(other)))
                .allowEmptyShould(true)
                .check(all));
  }

  @ArchTest
  static void everyPackageIsInTheTable(JavaClasses all) {
    classes()
        .that()
        .doNotHaveFullyQualifiedName("org.evalledger.Application")
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .resideInAnyPackage(trees(any -> true))
        .check(all);
  }

  /** What anybody must be able to repeat knows no framework, no database and no network. */
  @ArchTest
  static void whatIsPureTouchesNeitherFrameworkNorSqlNorNetwork(JavaClasses all) {
    noClasses()
        .that()
        .resideInAnyPackage(
            trees(n -> TO_ENTRY.contains(n) || n.equals("harness") || n.equals("modelcard")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micronaut..", "java.sql..", "javax.sql..", "java.net..")
        .check(all);
  }

  /** An assessment depends on no clock, locale or random number. */
  @ArchTest
  static void assessmentsKnowNoClockNoLocaleAndNoChance(JavaClasses all) {
    noClasses()
        .that()
        .resideInAnyPackage(
            trees(List.of("ledger", "evaluation", "baseline", "suspicion")::contains))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Math")
        .allowEmptyShould(true)
        .check(all);
  }
}
