import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Activity } from "../../src/domain/activity.ts";
import { LoadProgress } from "../../src/load/load-progress.ts";
import { jsonReporter } from "../../src/report/json-reporter.ts";
import { messagesIn } from "../../src/report/messages-in.ts";
import { stageReporter } from "../../src/report/stage-reporter.ts";

const START = Date.parse("2026-11-01T02:00:00Z");
const plain = (text: string) => text;
const style = { bold: plain, dim: plain, green: plain, yellow: plain, red: plain };

const LOADING: Activity = { step: null, share: 0.347, files: { loaded: 3, found: 12, records: 4_312_000 } };
const MAKING: Activity = { step: "own_rhythm", share: 0.999, files: null };

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

/** What a reporter on a terminal, or on none, writes until the stage is over. */
function written(isTerminal: boolean, language: "en" | "zh-CN", activity: Activity | null, waitMs: number): string {
  const texts: string[] = [];
  const reporter = stageReporter({
    write: (text) => void texts.push(text),
    isTerminal,
    style,
    verbosity: "normal",
    messages: messagesIn(language),
    now: () => Date.now() - START,
  });
  reporter.stageStarted("segment", () => activity);
  vi.advanceTimersByTime(waitMs);
  reporter.close();
  return texts.join("");
}

test("a terminal shows the stage, its seconds and a bar on one line, four times a second", () => {
  expect(written(true, "en", MAKING, 500).split("\r\u001B[2K").filter(Boolean)).toEqual([
    "  segment          0.3 s …  █████████░  99 %  own_rhythm",
    "  segment          0.5 s …  █████████░  99 %  own_rhythm",
  ]);
});

test("while files are loaded it shows how many of how many, and their records", () => {
  expect(written(true, "en", LOADING, 250)).toContain("0.3 s …  ███░░░░░░░  34 %  3 of 12 files, 4,312,000 records");
  expect(written(true, "zh-CN", LOADING, 250)).toContain("███░░░░░░░  34 %  已加载 3/12 个文件，4,312,000 条记录");
});

test("elsewhere it is a line every half minute, and of what nobody knows only the time", () => {
  expect(written(false, "en", MAKING, 60_000)).toBe(
    [
      "  segment         30.0 s …  █████████░  99 %  own_rhythm",
      "  segment       1 min 0 s …  █████████░  99 %  own_rhythm",
      "",
    ].join("\n"),
  );
  expect(written(false, "en", null, 30_000)).toBe("  segment         30.0 s …\n");
  expect(written(false, "en", { ...MAKING, share: null }, 30_000)).toBe("  segment         30.0 s …  own_rhythm\n");
});

test("a program reads the same as an object every half minute, and none once the stage is over", () => {
  const texts: string[] = [];
  const clock = { now: () => new Date(Date.now()) };
  const reporter = jsonReporter({ write: (text) => void texts.push(text), verbosity: "normal", clock });
  reporter.stageStarted("load", () => LOADING);
  vi.advanceTimersByTime(30_000);
  reporter.stageFinished("load", 31_000);
  vi.advanceTimersByTime(90_000);
  const events = texts.map((text) => JSON.parse(text) as { event: string });
  expect(events.map(({ event }) => event)).toEqual(["stage_started", "stage_running", "stage_finished"]);
  expect(events[1]).toEqual({
    time: "2026-11-01T02:00:30.000Z",
    level: "info",
    stage: "load",
    event: "stage_running",
    elapsed_ms: 30_000,
    percent: 34,
    files_loaded: 3,
    files_found: 12,
    records: 4_312_000,
  });
});

test("the share of loading follows the sizes of the files and is never taken back", () => {
  const progress = new LoadProgress();
  expect(progress.activity(0.5)).toEqual({ step: null, share: null, files: { loaded: 0, found: 0, records: 0 } });
  progress.filesFound([800, 200]);
  progress.fileOpened(800);
  progress.fileOpened(200);
  expect(progress.activity(0.5).share).toBe(0.5);
  progress.fileClosed(200, 10);
  expect(progress.activity(0).share).toBe(0.5);
  expect(progress.activity(null).share).toBe(0.5);
  expect(progress.activity(0.75)).toEqual({ step: null, share: 0.8, files: { loaded: 1, found: 2, records: 10 } });
  progress.fileClosed(800, 70);
  expect(progress.activity(null)).toEqual({ step: null, share: 1, files: { loaded: 2, found: 2, records: 80 } });
});
