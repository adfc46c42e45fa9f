package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.signing.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysCommandTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {"Ed25519", "ES256", "ES384", "PS256", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"})
  void aGeneratedKeySigns(String algorithm) {
    Path file = directory.resolve("k.jwk");
    Ran ran = Ran.cli("keys", "generate", "--alg", algorithm, "--out", file, "--json");
    assertThat(ran.exit()).isEqualTo(0);
    SigningKey key = KeyFile.read(file);
    assertThat(ran.json().requireText("algorithm")).isEqualTo(algorithm);
    assertThat(ran.json().requireText("kid")).isEqualTo(key.kid().value());
    Bytes message = Bytes.ofUtf8("said");
    assertThat(key.publicKey().verify(message, key.sign(message))).isTrue();
  }

  @Test
  void aGeneratedKeyIsItsOwnersAlone() throws IOException {
    Path file = Ran.key(directory, "lab");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void generateNeverReplacesAFile() {
    Path file = Ran.key(directory, "lab");
    Bytes before = UserFiles.read(file);
    Ran again = Ran.cli("keys", "generate", "--out", file);
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("is there already");
    assertThat(UserFiles.read(file)).isEqualTo(before);
  }

  @Test
  void anUnknownAlgorithmIsUsage() {
    Ran ran = Ran.cli("keys", "generate", "--alg", "HS256", "--out", directory.resolve("k"));
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("HS256");
    assertThat(directory.resolve("k")).doesNotExist();
  }

  @Test
  void showPrintsNothingSecret() {
    Path file = Ran.key(directory, "lab");
    String secret = JsonMembers.of(KeyFile.read(file).toJwk()).requireText("d");
    Ran lines = Ran.cli("keys", "show", file);
    assertThat(lines.exit()).isEqualTo(0);
    assertThat(lines.out())
        .contains(KeyFile.read(file).kid().value(), "Ed25519")
        .doesNotContain(secret);
    Ran json = Ran.cli("keys", "show", file, "--json");
    assertThat(json.json().object().get("jwk")).isEqualTo(KeyFile.read(file).publicKey().toJwk());
    assertThat(json.out()).doesNotContain(secret);
  }

  @Test
  void aMissingFileIsUsageInOneSentence() {
    Ran ran = Ran.cli("keys", "show", directory.resolve("none.jwk"));
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err()).contains("There is no file").doesNotContain("\tat ");
  }

  @Test
  void whatIsNoKeyIsUsage() throws IOException {
    Path file = directory.resolve("bad.jwk");
    Files.writeString(file, "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}");
    Ran ran = Ran.cli("keys", "show", file);
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("is no private key (JWK)", "/x");
  }

  @Test
  void aRequestWaitsUntilTheOperatorSigns() {
    try (var open = OpenLedger.in(directory)) {
      Path key = Ran.key(directory, "second");
      Ran request =
          Ran.cli(
              "keys",
              "request",
              "--key",
              key,
              "--submitter",
              "second",
              "--organisation",
              "second",
              "--affiliation",
              "lab-inc",
              "--to",
              open.stub().url(),
              "--json");
      assertThat(request.exit()).isEqualTo(0);
      String id = request.json().requireText("id");
      assertThat(open.stub().log().submitter("second")).isEmpty();

      Ran list = Ran.cli("keys", "approve", "--list", "--to", open.stub().url());
      assertThat(list.out()).contains(id, "second");
      Ran approve =
          Ran.cli("keys", "approve", id, "--key", open.operatorKey(), "--to", open.stub().url());
      assertThat(approve.exit()).as(approve.err()).isEqualTo(0);
      assertThat(
              JsonMembers.of(open.stub().log().submitter("second").orElseThrow())
                  .texts("affiliations"))
          .containsExactly("lab-inc");
    }
  }

  private Ran request(OpenLedger open, String keyName, String submitter, String organisation) {
    return Ran.cli(
        "keys",
        "request",
        "--key",
        Ran.key(directory, keyName),
        "--submitter",
        submitter,
        "--organisation",
        organisation,
        "--to",
        open.stub().url(),
        "--json");
  }

  private static Ran approve(OpenLedger open, String id, Object... more) {
    var args =
        new ArrayList<Object>(
            List.of("keys", "approve", id, "--key", open.operatorKey(), "--to", open.stub().url()));
    args.addAll(List.of(more));
    return Ran.cli(args.toArray());
  }

  @Test
  void theListSaysWhatTheEnvelopesSayAndWhomTheyWouldJoin() {
    try (var open = OpenLedger.in(directory)) {
      request(open, "second", "second", "second-inc");
      request(open, "more", "lab", "lab-inc");
      request(open, "moved", "lab", "other-inc");
      request(open, "sly", "operator", "ledger");
      Ran list = Ran.cli("keys", "approve", "--list", "--to", open.stub().url());
      assertThat(list.out().lines().skip(1))
          .satisfiesExactly(
              line ->
                  assertThat(line)
                      .contains("NEW SUBMITTER: second of second-inc, key ")
                      .contains(KeyFile.read(directory.resolve("second.jwk")).kid().value()),
              line -> assertThat(line).contains("FURTHER KEY OF AN EXISTING SUBMITTER: lab of"),
              line -> assertThat(line).contains("FURTHER KEY", "lab of other-inc"),
              line -> assertThat(line).contains("WARNING", "changes from lab-inc to other-inc"),
              line -> assertThat(line).contains("FURTHER KEY", "operator of ledger"),
              line -> assertThat(line).contains("WARNING", "an operator of the ledger"));
      assertThat(list.out()).doesNotContain("told by the service");
    }
  }

  @Test
  void anotherOrganisationOrAnOperatorsKeyIsApprovedOnlyWhenItIsNamed() {
    try (var open = OpenLedger.in(directory)) {
      String moved = request(open, "moved", "lab", "other-inc").json().requireText("id");
      long size = open.stub().log().size();
      assertThat(approve(open, moved).exit()).isEqualTo(1);
      assertThat(approve(open, moved, "--change-to", "lab-inc").exit()).isEqualTo(1);
      assertThat(approve(open, moved).err())
          .contains("changes from lab-inc to other-inc", "--change-to other-inc");
      String sly = request(open, "sly", "operator", "ledger").json().requireText("id");
      assertThat(approve(open, sly, "--change-to", "ledger").err())
          .contains("--operator-key operator");
      assertThat(open.stub().log().size()).isEqualTo(size);

      assertThat(approve(open, moved, "--change-to", "other-inc").exit()).isEqualTo(0);
      assertThat(approve(open, sly, "--operator-key", "operator").exit()).isEqualTo(0);
      assertThat(open.stub().log().size()).isEqualTo(size + 2);
    }
  }

  @Test
  void ofTwoRequestsForOneNewSubmitterTheSecondIsAFurtherKey() {
    try (var open = OpenLedger.in(directory)) {
      String first = request(open, "first", "new", "new-inc").json().requireText("id");
      String second = request(open, "second", "new", "sly-inc").json().requireText("id");
      Ran both = approve(open, first, second);
      assertThat(both.exit()).isEqualTo(1);
      assertThat(both.err()).contains("changes from new-inc to sly-inc");
      assertThat(JsonMembers.of(open.stub().log().submitter("new").orElseThrow()).objects("keys"))
          .hasSize(1);
    }
  }

  @Test
  void nobodyElseApproves() {
    try (var open = OpenLedger.in(directory)) {
      Path key = Ran.key(directory, "second");
      Ran.cli(
          "keys",
          "request",
          "--key",
          key,
          "--submitter",
          "second",
          "--organisation",
          "second",
          "--to",
          open.stub().url());
      Ran approve =
          Ran.cli("keys", "approve", "2", "--key", open.labKey(), "--to", open.stub().url());
      assertThat(approve.exit()).isEqualTo(1);
      assertThat(approve.err()).contains("A registration needs a second signature");
    }
  }

  @Test
  void anActiveKeyVouchesForTheNext() {
    try (var open = OpenLedger.in(directory)) {
      Path next = Ran.key(directory, "next");
      Ran ran =
          Ran.cli(
              "keys",
              "request",
              "--key",
              next,
              "--active-key",
              open.labKey(),
              "--submitter",
              "lab",
              "--organisation",
              "lab-inc",
              "--to",
              open.stub().url());
      assertThat(ran.exit()).as(ran.err()).isEqualTo(0);
      assertThat(JsonMembers.of(open.stub().log().submitter("lab").orElseThrow()).objects("keys"))
          .hasSize(2);
    }
  }

  @Test
  void grantAndRevokeChangeTheLedger() {
    try (var open = OpenLedger.in(directory)) {
      Ran grant =
          Ran.cli(
              "keys",
              "grant",
              "lab",
              "--role",
              "submitter",
              "--namespace",
              "lab",
              "--key",
              open.operatorKey(),
              "--submitter",
              "operator",
              "--to",
              open.stub().url());
      assertThat(grant.exit()).as(grant.err()).isEqualTo(0);
      var lab = JsonMembers.of(open.stub().log().submitter("lab").orElseThrow());
      assertThat(lab.texts("roles")).containsExactly("submitter");
      assertThat(lab.texts("namespaces")).containsExactly("lab");

      Ran revoke =
          Ran.cli(
              "keys",
              "revoke",
              KeyFile.read(open.labKey()).kid(),
              "--compromised-since",
              "2026-01-01T00:00:00Z",
              "--key",
              open.labKey(),
              "--submitter",
              "lab",
              "--to",
              open.stub().url(),
              "--json");
      assertThat(revoke.exit()).as(revoke.err()).isEqualTo(0);
      Path statement = TestStatement.write(directory, "s.json", TestStatement.evaluation("0.612"));
      assertThat(open.submit(statement).exit()).isEqualTo(1);
    }
  }

  @Test
  void anUnknownRoleIsUsage() {
    Ran ran =
        Ran.cli(
            "keys",
            "grant",
            "lab",
            "--role",
            "king",
            "--key",
            "k",
            "--submitter",
            "o",
            "--to",
            "http://localhost:1");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("king");
  }
}
