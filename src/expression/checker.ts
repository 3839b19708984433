import type { LocalizedText } from "../language.ts";
import type { Expression, ExpressionOf, ExpressionProblem, ProblemText } from "./expression.ts";
import { FUNCTIONS } from "./functions.ts";
import { mixedTypes } from "./mixed-types.ts";
import {
  commonShape,
  DECIMALS_MAX,
  DIVIDEND_SHAPE,
  DIVISOR_SHAPE,
  literalShape,
  NAME_SHAPE,
  NULL_SHAPE,
  productShape,
  QUOTIENT_SHAPE,
  READ_SHAPE,
  roundedShape,
  sumShape,
} from "./number-shapes.ts";
import { VALUE_KEYWORDS } from "./meant-words.ts";
import { nearest } from "./suggest.ts";
import { type FormattedFunction, readFormat } from "./text-formats.ts";
import {
  beside,
  inFunction,
  notWrittenOut,
  OPERAND_PLACES,
  RELATIONS,
  tooFineForDivision,
  tooManyDecimals,
  unknownFunctionName,
  unknownName,
  UNORDERED_CONDITIONS,
  writeAs,
  writeSeveral,
  wrongNumberOfOperands,
  wrongOperand,
} from "./type-wording.ts";
import type { NumberShape, Scope, Typing, ValueType } from "./typed-expression.ts";

/** A type, or `null` when the value is null in every row, or `wrong` when a problem was already reported. */
type Inferred = ValueType | "null" | "wrong";

/** Walks an expression once, noting the type of each node and every problem. */
export class ExpressionChecker {
  readonly problems: ExpressionProblem[] = [];
  readonly typings = new Map<Expression, Typing>();
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  infer(node: Expression): Inferred {
    switch (node.kind) {
      case "text":
      case "date":
      case "boolean":
        return this.#note(node, node.kind);
      case "number":
        return this.#note(node, "number", literalShape(node.value));
      case "null":
        return "null";
      case "name":
        return this.#name(node);
      case "negate":
        if (!this.#need(node.operand, "number", OPERAND_PLACES.afterSign)) return "wrong";
        return this.#note(node, "number", this.#shape(node.operand));
      case "arithmetic":
        return this.#arithmetic(node);
      case "concat":
        return this.#note(node, "text", undefined, this.#needAll(node.parts, "text", beside("||")));
      case "not":
        return this.#note(node, "boolean", undefined, this.#need(node.operand, "boolean", OPERAND_PLACES.afterNot));
      case "logic":
        return this.#note(node, "boolean", undefined, this.#needAll(node.operands, "boolean", beside(node.operator)));
      case "comparison":
        return this.#comparable(node, [node.left, node.right], node.operator !== "=" && node.operator !== "<>");
      case "in":
        return this.#comparable(node, [node.operand, ...node.options], false);
      case "between":
        return this.#comparable(node, [node.operand, node.from, node.to], true);
      case "like":
        return this.#note(node, "boolean", undefined, this.#need(node.operand, "text", OPERAND_PLACES.beforeLike));
      case "is_null":
        if (this.infer(node.operand) === "null") this.settle(node.operand, "boolean");
        return this.#note(node, "boolean");
      case "case":
        return this.#case(node);
      case "call":
        return this.#call(node);
    }
  }

  /** Gives a node that is always null the type its surroundings need. */
  settle(node: Expression, type: ValueType): void {
    this.typings.set(node, { type, shape: type === "number" ? NULL_SHAPE : undefined, isNull: true });
  }

  report(node: Expression, text: ProblemText): "wrong" {
    this.problems.push({ ...text, offset: node.span.start });
    return "wrong";
  }

  #note(node: Expression, type: ValueType, shape?: NumberShape, isRight = true): Inferred {
    if (!isRight) return "wrong";
    this.typings.set(node, { type, shape, isNull: false });
    return type;
  }

  #shape(node: Expression): NumberShape {
    return this.typings.get(node)?.shape ?? NULL_SHAPE;
  }

  #need(node: Expression, type: ValueType, place: LocalizedText): boolean {
    const inferred = this.infer(node);
    if (inferred === "null") this.settle(node, type);
    if (inferred === "null" || inferred === type) return true;
    if (inferred !== "wrong") this.report(node, wrongOperand(inferred, place, type));
    return false;
  }

  #needAll(nodes: readonly Expression[], type: ValueType, place: LocalizedText): boolean {
    return nodes.map((node) => this.#need(node, type, place)).every(Boolean);
  }

  #name(node: ExpressionOf<"name">): Inferred {
    const type = this.#scope.get(node.name);
    if (type !== undefined) return this.#note(node, type, type === "number" ? NAME_SHAPE : undefined);
    const known = [...this.#scope.keys()];
    const meant = nearest(node.name, node.isQuoted ? known : [...known, ...VALUE_KEYWORDS]);
    return this.report(node, unknownName(node.name, node.isQuoted, { meant, known }));
  }

  #arithmetic(node: ExpressionOf<"arithmetic">): Inferred {
    const { operator } = node;
    if (!this.#needAll([node.left, node.right], "number", beside(operator))) return "wrong";
    const left = this.#shape(node.left);
    const right = this.#shape(node.right);
    if (operator === "+" || operator === "-") return this.#note(node, "number", sumShape(left, right));
    if (operator === "*") {
      const decimals = left.decimals + right.decimals;
      if (decimals <= DECIMALS_MAX) return this.#note(node, "number", productShape(left, right));
      return this.report(node, tooManyDecimals(decimals, DECIMALS_MAX));
    }
    if (left.decimals > DIVIDEND_SHAPE.decimals)
      return this.report(node.left, tooFineForDivision(left.decimals, DIVIDEND_SHAPE.decimals));
    if (right.decimals > DIVISOR_SHAPE.decimals)
      return this.report(node.right, tooFineForDivision(right.decimals, DIVISOR_SHAPE.decimals));
    return this.#note(node, "number", QUOTIENT_SHAPE);
  }

  #comparable(node: Expression, operands: readonly Expression[], isOrdered: boolean): Inferred {
    const type = this.#unify(operands, RELATIONS.comparison, isOrdered);
    if (type === "wrong") return "wrong";
    if (type === "null") for (const operand of operands) this.settle(operand, "text");
    if (isOrdered && type === "boolean") return this.report(node, UNORDERED_CONDITIONS);
    return this.#note(node, "boolean");
  }

  /** The one type all nodes have, nulls apart; `null` if all are. */
  #unify(nodes: readonly Expression[], words: LocalizedText, isOrdered = false): Inferred {
    const inferred = nodes.map((node) => this.infer(node));
    if (inferred.includes("wrong")) return "wrong";
    const type = inferred.find((one) => one !== "null");
    if (type === undefined || type === "wrong") return "null";
    const first = { node: nodes[inferred.indexOf(type)] as Expression, type };
    const relation = { words, isOrdered, isPair: nodes.length === 2 && words === RELATIONS.comparison };
    let result: Inferred = type;
    for (const [index, node] of nodes.entries()) {
      const own = inferred[index];
      if (own === "null") this.settle(node, type);
      else if (own !== type && own !== undefined)
        result = this.report(node, mixedTypes({ node, type: own as ValueType }, first, relation));
    }
    return result;
  }

  #case(node: ExpressionOf<"case">): Inferred {
    const whens = node.branches.map((branch) => branch.when);
    const areConditionsRight =
      node.subject === undefined
        ? this.#needAll(whens, "boolean", OPERAND_PLACES.afterWhen)
        : this.#comparable(node, [node.subject, ...whens], false) !== "wrong";
    const results = node.branches.map((branch) => branch.result);
    const isRight = this.#oneOf(node, node.otherwise === undefined ? results : [...results, node.otherwise]);
    return areConditionsRight ? isRight : "wrong";
  }

  /** The type of an expression whose value is that of one of the nodes. */
  #oneOf(node: Expression, nodes: readonly Expression[]): Inferred {
    const type = this.#unify(nodes, RELATIONS.results);
    if (type === "wrong" || type === "null") return type;
    return this.#note(node, type, type === "number" ? commonShape(nodes.map((one) => this.#shape(one))) : undefined);
  }

  #call(node: ExpressionOf<"call">): Inferred {
    const { name, operands } = node;
    if (name === "coalesce" || name === "concat") {
      const isCountRight = operands.length >= 2 && operands.length <= 100;
      if (!isCountRight) this.report(node, wrongNumberOfOperands(name, operands.length, writeSeveral(name)));
      const type =
        name === "coalesce"
          ? this.#oneOf(node, operands)
          : this.#note(node, "text", undefined, this.#needAll(operands, "text", inFunction("concat")));
      return isCountRight ? type : "wrong";
    }
    const signature = FUNCTIONS.get(name);
    if (signature === undefined) return this.report(node, unknownFunctionName(name));
    if (signature.takesFormat === true && operands.length > 1) return this.#formatted(node, signature.result);
    if (operands.length !== signature.parameters.length) {
      for (const operand of operands) this.infer(operand);
      return this.report(node, wrongNumberOfOperands(name, operands.length, writeAs(signature.usage)));
    }
    const areRight = operands.map((operand, index) => {
      const range = signature.written?.get(index);
      if (range !== undefined) return this.#written(operand, range, signature.usage);
      return this.#need(operand, signature.parameters[index] ?? "text", inFunction(name));
    });
    return this.#note(node, signature.result, this.#resultShape(node), areRight.every(Boolean));
  }

  #formatted(node: ExpressionOf<"call">, result: ValueType): Inferred {
    const [text, first, ...others] = node.operands;
    if (text === undefined || first === undefined) return "wrong";
    const isText = this.#need(text, "text", inFunction(node.name));
    const reading = readFormat(node.name as FormattedFunction, [first, ...others]);
    if (!reading.ok) return this.report(first, reading);
    return this.#note(node, result, this.#resultShape(node), isText);
  }

  #written(node: Expression, range: { readonly from: number; readonly to: number }, usage: string): boolean {
    const value = node.kind === "number" ? Number(node.value) : Number.NaN;
    if (Number.isInteger(value) && value >= range.from && value <= range.to) return this.infer(node) === "number";
    this.report(node, notWrittenOut(range, usage));
    return false;
  }

  #resultShape(node: ExpressionOf<"call">): NumberShape | undefined {
    if (node.name === "number") return READ_SHAPE;
    const [operand, decimals] = node.operands;
    if (node.name !== "round" || operand === undefined || decimals?.kind !== "number") return undefined;
    return roundedShape(this.#shape(operand), Number(decimals.value));
  }
}
