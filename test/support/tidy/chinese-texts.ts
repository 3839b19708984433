import { chineseOffences } from "../chinese.ts";

/** The offences of every text in a source file that has a Chinese word in it, one sentence each. Comments are not read. */
export function chineseTextOffences(file: string, source: string): string[] {
  return source.split("\n").flatMap((line, index) => {
    if (/^\s*(?:\/\/|\/?\*)/u.test(line)) return [];
    return textsIn(line)
      .filter((text) => /\p{Script=Han}/u.test(text))
      .flatMap((text) => chineseOffences(text).map((offence) => `${file}:${index + 1} "${text}": ${offence}`));
  });
}

/** The texts of a line, what is put into them replaced by quotes that may hold anything. */
function textsIn(line: string): string[] {
  const found = line.matchAll(/"(?<plain>(?:[^"\\]|\\.)*)"|`(?<template>(?:[^`\\]|\\.)*)`/gu);
  return [...found].map(({ groups }) =>
    (groups?.["plain"] ?? groups?.["template"] ?? "").replaceAll(/\$\{(?:[^{}]|\{[^}]*\})*\}?/gu, "“”"),
  );
}
