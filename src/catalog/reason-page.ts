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
};

/** The page of reason codes, made from the headers of the gates: `docs/reason-codes.md` is this text, and a test says so. */
export function reasonPage(gates: readonly Gate[]): string {
  const sections = GATE_CLASSES.flatMap((name) => {
    const own = gates.filter((gate) => gate.class === name);
    return own.length === 0 ? [] : [`## ${CLASS_TITLES[name]}\n\n${own.map(entry).join("\n\n")}`];
  });
  return `${[INTRODUCTION, ...sections].join("\n\n")}\n`;
}

const INTRODUCTION = `# Reason codes

Every candidate that is not listed has at least one of these reasons. All gates are asked; the first reason is the one with
the lowest rank. A reason is never renamed and never used again for something else. This page is made from the headers of
the files in \`sql/gates/\`: change it there, then run \`npm run docs\`.`;

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
