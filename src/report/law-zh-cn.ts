/** Laws that have a Chinese name; others are cited by the name they have. */
const NAMES: Readonly<Record<string, string>> = {
  PIPL: "《个人信息保护法》",
  PECR: "英国《隐私与电子通信条例》",
  "Advertising Law": "《广告法》",
  "Code de la consommation": "法国《消费法典》",
};

const ARTICLE = String.raw`\p{Lu}?\d+(?:-\d+)?(?:\(\d+\))?(?:\([a-z]\))?`;

/** A law and articles of it; a comma stands between two of them as it does between two laws. */
const CITATION = new RegExp(
  String.raw`(?<law>\p{Lu}[\p{L} ]*?) (?:Art|reg)\. (?<articles>${ARTICLE}(?:(?:, | and )${ARTICLE})*)`,
  "gu",
);

const PARTS_OF_ARTICLE = /^(?<article>[^(]+)(?:\((?<paragraph>\d+)\))?(?:\((?<letter>[a-z])\))?$/u;

/** Citations that name no article. */
const OTHERS = [
  [/(?<title>\d+) CFR (?<section>[\d.]+(?:\(\w+\))*)/gu, "美国《联邦法规汇编》第 $<title> 编第 $<section> 条"],
  [/Fla\. Stat\. (?<section>[\d.]+(?:\(\w+\))*)/gu, "美国《佛罗里达州法典》第 $<section> 条"],
  [/Décret (?<number>\d+-\d+)/gu, "法国第 $<number> 号法令"],
] as const;

/** A citation of a gate's header, such as `GDPR Art. 5(1)(d), PIPL Art. 8`, as it is written in Chinese. */
export function lawInChinese(citations: string): string {
  const cited = citations.replaceAll(CITATION, (...matched) => {
    const { law, articles } = matched.at(-1) as Readonly<Record<"law" | "articles", string>>;
    const all = articles.split(/, | and /u).map(articleInChinese);
    return `${NAMES[law] ?? `${law} `}${all.join("、")}`;
  });
  return OTHERS.reduce((text, [pattern, words]) => text.replaceAll(pattern, words), cited).replaceAll(", ", "；");
}

function articleInChinese(text: string): string {
  const { article, paragraph, letter } = PARTS_OF_ARTICLE.exec(text)?.groups ?? { article: text };
  const within =
    (paragraph === undefined ? "" : `第 ${paragraph} 款`) + (letter === undefined ? "" : ` (${letter}) 项`);
  return `第 ${article} 条${within}`;
}
