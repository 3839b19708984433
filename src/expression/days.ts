const DAY = /^(?<year>[1-9][0-9]{3})-(?<month>[0-9]{2})-(?<day>[0-9]{2})$/u;

/** Whether the text is a day that exists, as YYYY-MM-DD with a year from 1000 to 9999. */
export function isDay(text: string): boolean {
  const parts = DAY.exec(text)?.groups;
  if (parts === undefined) return false;
  const day = new Date(Date.UTC(Number(parts["year"]), Number(parts["month"]) - 1, Number(parts["day"])));
  return day.toISOString().slice(0, 10) === text;
}
