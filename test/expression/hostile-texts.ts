import type { ValueType } from "../../src/expression/typed-expression.ts";
import { GENERATED_SCOPE } from "./expression-generator.ts";

/** The names that hostile expressions may use; some of them would do harm if they were not quoted. */
export const HOSTILE_SCOPE: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ...GENERATED_SCOPE,
  ["a", "text"],
  ["b", "text"],
  ["n", "number"],
  ["c", "boolean"],
  ["d", "date"],
  ["t", "instant"],
  ['x"; drop table records; --', "text"],
  ["select 1 from records", "text"],
  ["'", "text"],
  ["/*", "text"],
]);

/** Ways into SQL that do not belong to the language, one a line: each is refused, with its place. */
export const REFUSED_TEXTS: readonly string[] = [
  ...linesOf(String.raw`
a; drop table records
a = 'x'; select 1
a -- b
n--1 = 2
n - 1 --
a --
a /* b */
/* */ a
a # b
a = 'x' // b
;
a;
attach 'x.db' as x
copy records to 'x.csv'
pragma version
set memory_limit = '1GB'
call pragma_version()
install httpfs
load httpfs
begin
explain select 1
(select 1)
a in (select b from records)
exists (select 1)
a = any (select b)
a = (select max(b) from records)
(values (1))
(with x as (select 1) select * from x)
(from records)
a union select b
1 from records
a, b
*
records.*
columns(*)
count(*)
read_csv('/etc/passwd')
read_text('/etc/passwd')
read_parquet('input/*.parquet')
glob('*')
getenv('HOME')
current_setting('memory_limit')
pg_read_file('x')
query('select 1')
query_table('records')
sniff_csv('x')
now()
random()
nextval('s')
current_date()
sleep(10)
system('ls')
regexp_full_match(a, '.*')
repeat(a, 1000000)
list_value(a)
struct_pack(x := a)
sum(n)
row_number() over ()
upper(a) over ()
main.upper(a)
"upper"(a)
upper (a))
try_cast(a as integer)
cast(a as varchar)
extract(year from d)
date_part('year', d)
a::varchar
a:b
a := b
a @> b
a ~ 'x'
a !~ 'x'
a ilike 'x'
a similar to 'x'
a like 'x' escape '!'
a glob 'x'
a collate nocase = 'x'
a is true
a is distinct from b
n % 2 = 0
n ^ 2 > 1
n ** 2 > 1
n // 2 > 1
n & 1 = 1
n << 1 > 1
~n > 1
a[1] = 'x'
[a, b]
{'k': a}
x -> x + 1
a -> '$.b'
a ->> '$.b'
$1
?
:name
@name
$$text$$ = a
$tag$text$tag$ = a
E'\'' = a
x'41' = a
U&'\0041' = a
b'1' = a
interval '1' day
timestamp '2026-01-01'
1e3 > n
0x10 > n
1_000 > n
.5 > n
5. > n
n > --1 - - select
a = 'x' and
a = 'x' or 1=1 --
' or '1'='1
a = ''' or ''1''=''1
a = 'x\' or 1=1 --'
a = "x" or 1=1
a.b = 'x'
records.a = 'x'
main.records.a
[a] = 'x'
case when c then a end end
a = 'x' limit 1
a = 'x' order by a
a = 'x' group by a
not
()
in (a)
a in ()
\
`),
  "`a` = 'x'",
  "\0",
  "a\0 = 'x'",
  "a = 'x\0y'",
  "a = '\uD800'",
  '"\uDFFF" = a',
  "a\u200B = 'x'",
  "\u202Ea = 'x'",
  "a = \u2018x\u2019",
  "a = \u201Cx\u201D",
  "a \uFF1D 'x'",
  "\uFF08a\uFF09",
  "a\uFF1B drop table records",
  "a \u2013\u2013 b",
  "\uFEFF\uFEFF;",
];

/** Texts that look as if they did harm and do none: they are parsed, and stay the literals and names they are. */
export const HARMLESS_TEXTS: readonly string[] = [
  ...linesOf(String.raw`
a = '; drop table records; --'
a = ''' or ''1''=''1'
a = 'x' or '1' = '1'
a = '\'
a = '\'' or 1=1 --'
a = '$$; select 1; $$'
a = '/* */ -- # ? $1 :a @a %s {} []'
a = 'E'''
a like '%''; drop table records; --%'
a in ('(select 1)', 'records', '*')
a || '''' || b = ''''''
"x""; drop table records; --" = a
"select 1 from records" = a
"'" = ''''
"/*" = a
'select' = a
n = 99999999999999.99999999
n - -1 = 2
- - -1 < n
not not not c
date(a) = date '2026-02-28'
coalesce(instant(a), t) = t
number(a) * number(b) / n > 0
round(number(a), 2) = n
starts_with(upper(trim(lower(a))), substring(b, 1, 3))
concat(a, b, null) is null
case a when b then 1 when 'x' then n else 0 end > 1
null is null
`),
  "a = '\n\r\t\u2028\u2029\u0085'",
  "a = '\u2018\u2019\u201C\u201D\u02BC\uFF07'",
  "a = '\u202Egnol\u202C\u200B\uFEFF'",
  "a = '😀\u0301上海'",
  "\uFEFFa = 'x'",
  "\u3000a\u3000=\u3000'x'",
];

function linesOf(texts: string): string[] {
  return texts.trim().split("\n");
}
