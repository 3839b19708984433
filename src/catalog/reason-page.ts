import { type Gate, GATE_CLASSES } from "./model.ts";

const CLASS_TITLES: Readonly<Record<(typeof GATE_CLASSES)[number], string>> = {
  absolute: "Absolute: nobody may contact them, whatever they said",
  subject: "Subject: they said no",
  register: "Register: a suppression list names them",
  basis: "Basis: nothing allows this contact",
  data_use: "Data use: nothing allows what the campaign does with the data",
  record: "Record: it is not sure who this is",
  contact_point: "Contact point: they cannot be reached on this channel",
  preference: "Preference",
  window: "Window",
  allocation: "Allocation: others come first, or it would be too often",
  release: "Release",
  system: "System: what must be asked cannot be",
};

/** The page of reason codes, made from the headers of the gates: `docs/reason-codes.md` is this text, and a test says so. */
export function reasonPage(gates: readonly Gate[]): string {
  const sections = GATE_CLASSES.flatMap((name) => {
    const own = gates.filter((gate) => gate.class === name);
    return own.length === 0 ? [] : [`## ${CLASS_TITLES[name]}\n\n${own.map(entry).join("\n\n")}`];
  });
  return `${[INTRODUCTION, ...sections, classTable(gates)].join("\n\n")}\n`;
}

const INTRODUCTION = `# Reason codes

Every candidate that is not listed has at least one of these reasons. All gates are asked; the first reason is the one with
the lowest rank. A reason is never renamed and never used again for something else. This page is made from the headers of
the files in \`sql/gates/\`: change it there, then run \`npm run docs\`.`;

const CLASSES = `## Marketing and service

A campaign of class \`service\` speaks to people about what they have: it starts from no segment, score, list, budget or holdout, offers nothing and is done
for nobody else ([configuration.md](configuration.md)). It skips preferences, caps and whatever is about marketing alone, and needs no basis for the contact itself: the gates of class
basis refuse nobody in it but people and contact points that are bought in. Everything else is asked of it as of any other. Gates about what people said or consented to look at the purposes that a campaign has: a service campaign does not have \`direct_marketing\`, so a refusal of
that alone lets its message through.

| gate | marketing | service |
| --- | --- | --- |`;

/** Which gates are asked about campaigns of each class, from their headers. */
function classTable(gates: readonly Gate[]): string {
  const asked = (gate: Gate, name: "marketing" | "service") => {
    if (!gate.campaignClasses.includes(name)) return "skipped";
    // A service message needs no basis for the contact itself.
    return name === "service" && gate.class === "basis" ? "of the bought-in" : "asked";
  };
  const rows = gates.map((gate) => `| ${gate.reasonCode} | ${asked(gate, "marketing")} | ${asked(gate, "service")} |`);
  return [CLASSES, ...rows].join("\n");
}

function entry(gate: Gate): string {
  const campaigns = gate.campaignClasses.length === 1 ? `; ${gate.campaignClasses.join()} campaigns only` : "";
  const lines = [
    `### ${gate.reasonCode}`,
    "",
    `${gate.labels.en} · ${gate.labels["zh-CN"]}`,
    "",
    gate.meaning.en,
    "",
    gate.meaning["zh-CN"],
    "",
    `Rank ${gate.rank}; may be overridden by: ${gate.override}${campaigns}. Law: ${gate.law}.`,
  ];
  return lines.join("\n");
}
