/** Countries that pay in euros. Source: Council Decision (EU) 2025/1407 and those before it. */
const EURO = "AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK AD MC SM VA ME XK".split(" ");

const OWN: Readonly<Record<string, string>> = {
  CN: "CNY",
  HK: "HKD",
  MO: "MOP",
  TW: "TWD",
  JP: "JPY",
  KR: "KRW",
  SG: "SGD",
  MY: "MYR",
  TH: "THB",
  VN: "VND",
  ID: "IDR",
  PH: "PHP",
  IN: "INR",
  AU: "AUD",
  NZ: "NZD",
  US: "USD",
  CA: "CAD",
  MX: "MXN",
  BR: "BRL",
  AR: "ARS",
  CL: "CLP",
  GB: "GBP",
  GG: "GBP",
  CH: "CHF",
  LI: "CHF",
  DK: "DKK",
  NO: "NOK",
  SE: "SEK",
  IS: "ISK",
  PL: "PLN",
  CZ: "CZK",
  HU: "HUF",
  RO: "RON",
  TR: "TRY",
  ZA: "ZAR",
  AE: "AED",
  SA: "SAR",
  IL: "ILS",
};

/** The currency that a country pays in, to suggest; undefined where this list says nothing. */
export function currencyOf(country: string): string | undefined {
  return EURO.includes(country) ? "EUR" : OWN[country];
}
