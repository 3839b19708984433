/** Laws that have a Chinese name; others are cited by the name they have. */
const NAMES: Readonly<Record<string, string>> = {
  PIPL: "《个人信息保护法》",
  "Advertising Law": "《广告法》",
  "Code de la consommation": "法国《消费法典》",
};

const CITATION =
  /(?<law>\p{Lu}[\p{L} ]*?) Art\. (?<article>\p{Lu}?\d+(?:-\d+)?)(?:\((?<paragraph>\d+)\))?(?:\((?<letter>[a-z])\))?(?: and (?<other>\d+))?/gu;

/** A citation of a gate's header, such as `GDPR Art. 5(1)(d), PIPL Art. 8`, as it is written in Chinese. */
export function lawInChinese(citations: string): string {
  const articles = citations.replaceAll(CITATION, (...matched) => article(matched.at(-1) as Citation));
  return articles.replaceAll(", ", "；");
}

type Citation = Readonly<Record<"law" | "article" | "paragraph" | "letter" | "other", string | undefined>>;

function article({ law = "", article: number = "", paragraph, letter, other }: Citation): string {
  const name = NAMES[law] ?? `${law} `;
  const within =
    (paragraph === undefined ? "" : `第 ${paragraph} 款`) + (letter === undefined ? "" : ` (${letter}) 项`);
  return `${name}第 ${number} 条${within}${other === undefined ? "" : `、第 ${other} 条`}`;
}
