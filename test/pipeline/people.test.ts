import { describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import {
  CONFIGURATION,
  consentOf,
  numberOf,
  outcomes,
  people,
  peopleProject,
  withHeader,
} from "../support/people-project.ts";
import { stagedOf } from "../support/project-decisions.ts";

describe("opt-out columns", () => {
  const flags = {
    c1: "TRUE,",
    c2: "yes,",
    c3: "1,",
    c4: "Y,",
    c5: "是,",
    c6: "perhaps,",
    c7: ",no",
    c8: "否,0",
    c9: ",x",
  };
  const project = peopleProject(people([...Object.keys(flags), "c10"], flags));
  const before = project.run();

  test("say no with every word for yes and with every word nobody knows; blank and no say nothing", async () => {
    expect(await outcomes(project, await before)).toEqual({
      c1: "OPT_CHANNEL",
      c2: "OPT_CHANNEL",
      c3: "OPT_CHANNEL",
      c4: "OPT_CHANNEL",
      c5: "OPT_CHANNEL",
      c6: "OPT_CHANNEL",
      c7: "listed",
      c8: "listed",
      c9: "OPT_MARKETING",
      c10: "listed",
    });
  });

  test("are traced to file and record", async () => {
    await before;
    const { stdout } = succeeded(await project.gatekeeper("explain", "calls", "--customer", "c5"));
    expect(stdout).toContain("opt_out (do_not_call), purpose *, channel call");
    expect(stdout).toContain("input/customers.csv record 5");
  });

  test("bind when a later file says no opt-out, and only a later consent of enough authority lifts them", async () => {
    await before;
    project.write(
      "input/customers.csv",
      withHeader(
        "input/customers.csv",
        people(["c1", "c2", "c9"], { c1: "no,no", c2: ",", c9: "," })["input/customers.csv"],
      ),
    );
    expect(await outcomes(project, await project.run())).toMatchObject({ c1: "OPT_CHANNEL", c2: "OPT_CHANNEL" });
    const later = ["2099-01-01T00:00:00Z", "2099-01-01T00:00:01Z"];
    const events = [consentOf("c1", later[0]), consentOf("c2", later[0], "user"), consentOf("c9", later[1], "user")];
    project.write("input/consent_events.csv", withHeader("input/consent_events.csv", events.join("")));
    project.write("campaigns/calls.yaml", project.read("campaigns/calls.yaml").replaceAll("2026-11", "2099-11"));
    const decided = await outcomes(project, await project.run("--as-of", "2099-11-01"));
    expect(decided).toEqual({ c1: "listed", c2: "OPT_CHANNEL", c9: "listed" });
  });

  test("of a rejected record bind the customer all the same", async () => {
    const strange = people(["c1", "c2"], { c1: "yes," });
    const registered = peopleProject(
      { ...strange, "input/customers.csv": "c1,One,CN,yes,soon\nc2,Two,CN,,2024-01-01\n" },
      CONFIGURATION.replace(
        "country: country }\n      opt_out",
        "country: country, registered_at: no_marketing }\n      opt_out",
      ).replace(", no_marketing: { purpose: direct_marketing, authority: machine }", ""),
    );
    registered.write(
      "campaigns/calls.yaml",
      registered.read("campaigns/calls.yaml").replace("country = 'CN'", "country is null or country = 'CN'"),
    );
    await registered.run();
    registered.write("input/customers.csv", withHeader("input/customers.csv", "c1,One,CN,,\nc2,Two,CN,,\n"));
    expect(await outcomes(registered, await registered.run())).toEqual({ c1: "OPT_CHANNEL", c2: "listed" });
  });

  test("that refuse and name nobody refuse the run", async () => {
    const nobody = peopleProject({ ...people(["c1"]), "input/customers.csv": "c1,One,CN,,\n,Two,CN,yes,\n" });
    const { code, stderr } = await nobody.gatekeeper("run", "--as-of", "2026-11-01");
    expect(code).toBe(3);
    expect(stderr).toContain("GK0329 input/customers.csv record 2");
  });

  test("of a contact point alone leave the customer's other points open", async () => {
    const stopped = peopleProject({
      ...people(["c1", "c2"]),
      "input/contact_points.csv": `c1,phone,${numberOf("c1")},stop\nc1,phone,${numberOf("c11")},\nc2,phone,${numberOf("c2")},stop\n`,
    });
    const runId = await stopped.run();
    expect(await outcomes(stopped, runId)).toEqual({ c1: "listed", c2: "OPT_CONTACT_POINT" });
    expect(await stagedOf(stopped, runId, "calls")).toEqual([["c1", numberOf("c11")]]);
  });
});

describe("bought-in people", () => {
  const bought = {
    "input/customers.csv": "own,Own,CN,,\nmixed,Mixed,CN,,\nboth,Both,CN,,\n",
    "input/partner.csv": "b1,B One,CN\nb2,B Two,CN\nb3,B Three,CN\nboth,Both,CN\n",
    "input/contact_points.csv": `own,phone,${numberOf("1")},\nboth,phone,${numberOf("6")},\n`,
    "input/partner-points.csv": `b1,phone,${numberOf("2")}\nb2,phone,${numberOf("3")}\nb3,phone,${numberOf("4")}\nmixed,phone,${numberOf("5")}\n`,
    "input/consent_events.csv": [
      consentOf("own", undefined, "user"),
      consentOf("b1"),
      consentOf("b2", undefined, "user"),
      consentOf("mixed", undefined, "user"),
      consentOf("both", undefined, "user"),
    ].join(""),
  };

  test("need the subject's own consent with proof; a house customer reached through a bought-in number does too", async () => {
    const project = peopleProject(bought);
    expect(await outcomes(project, await project.run())).toEqual({
      own: "listed",
      b1: "listed",
      b2: "BASIS_PROOF_MISSING",
      b3: "BASIS_NONE",
      mixed: "BASIS_PROOF_MISSING",
      both: "listed",
    });
  });

  test("cannot be contacted when the licence ends before the send window does, and the run says so", async () => {
    const project = peopleProject(bought, CONFIGURATION.replaceAll("ends: 2026-11-15", "ends: 2026-11-11"));
    const { stderr, stdout } = succeeded(await project.gatekeeper("run", "--as-of", "2026-11-01", "--format", "json"));
    expect(stderr).toContain("the licence of bought-in list partner ends on 2026-11-11");
    const { run_id: runId } = JSON.parse(stdout) as { run_id: string };
    const decided = await outcomes(project, runId);
    expect(decided).toMatchObject({ own: "listed", b1: "CP_LICENCE_ENDED", both: "listed" });
    expect(decided["mixed"]).toBe("BASIS_PROOF_MISSING CP_LICENCE_ENDED");
  });

  test("have no use for what the seller says they agreed to", async () => {
    const seller = CONFIGURATION.replace(
      "source: desk\n      files",
      "source: desk\n      bought: { seller: Listmart, licence: LM-7, ends: 2026-12-31 }\n      files",
    );
    const project = peopleProject(bought, seller);
    expect(await outcomes(project, await project.run())).toMatchObject({
      own: "BASIS_PROOF_MISSING",
      b1: "BASIS_PROOF_MISSING",
    });
  });
});

describe("preferences", () => {
  const wishes = (lines: string) =>
    peopleProject({ ...people(["c1", "c2", "c3", "c4", "c5", "c6", "c7"]), "input/preferences.csv": lines });
  const at = "2026-01-01T00:00:00Z";

  test("refuse what the person does not want, and what cannot be read", async () => {
    const project = wishes(
      [
        `p1,c1,,topic,garden,${at}`,
        `p2,c2,,channel,email;post,${at}`,
        `p3,c3,,pause_until,2026-11-09,${at}`,
        `p4,c4,call,hours,18:00-20:00,${at}`,
        `p5,c5,,cap,never,${at}`,
        `p6,c6,,topic,garden;home,${at}`,
        `p7,c7,sms,hours,18:00-20:00,${at}`,
        "",
      ].join("\n"),
    );
    expect(await outcomes(project, await project.run())).toEqual({
      c1: "PREF_TOPIC",
      c2: "PREF_CHANNEL",
      c3: "PREF_PAUSED",
      c4: "WIN_QUIET",
      c5: "ALLOC_CAP_PERSON",
      c6: "listed",
      c7: "listed",
    });
  });

  test("of a key that nobody knows refuse the run", async () => {
    const project = wishes(`p1,c1,,tpoic,garden,${at}\n`);
    const { code, stderr } = await project.gatekeeper("run", "--as-of", "2026-11-01");
    expect(code).toBe(3);
    expect(stderr).toContain("GK0328");
    expect(stderr).toContain('did you mean "topic"?');
  });
});

test("interactions are loaded, checked and counted like every other table", async () => {
  const project = peopleProject({
    ...people(["c1"]),
    "input/interactions.csv": "i1,c1,2026-01-01T10:00:00+08:00,Complaint,2.5\n",
  });
  expect(await outcomes(project, await project.run())).toEqual({ c1: "listed" });
  project.write(
    "input/interactions.csv",
    withHeader("input/interactions.csv", "i1,c1,2026-01-01T10:00:00+08:00,visit,much\n"),
  );
  const { code, stderr } = await project.gatekeeper("run", "--as-of", "2026-11-01");
  expect(code).toBe(3);
  expect(stderr).toContain("strength");
});
