import type { Expression, ExpressionOf, ExpressionProblem } from "./expression.ts";
import { FUNCTIONS } from "./functions.ts";
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
import { nearest } from "./suggest.ts";
import { type FormattedFunction, readFormat } from "./text-formats.ts";
import { conversionRemedy, TYPE_NAMES } from "./type-names.ts";
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
        if (!this.#need(node.operand, "number", "after -")) return "wrong";
        return this.#note(node, "number", this.#shape(node.operand));
      case "arithmetic":
        return this.#arithmetic(node);
      case "concat":
        return this.#note(node, "text", undefined, this.#needAll(node.parts, "text", "beside ||"));
      case "not":
        return this.#note(node, "boolean", undefined, this.#need(node.operand, "boolean", "after not"));
      case "logic":
        return this.#note(
          node,
          "boolean",
          undefined,
          this.#needAll(node.operands, "boolean", `beside ${node.operator}`),
        );
      case "comparison":
        return this.#comparable(node, [node.left, node.right], node.operator !== "=" && node.operator !== "<>");
      case "in":
        return this.#comparable(node, [node.operand, ...node.options], false);
      case "between":
        return this.#comparable(node, [node.operand, node.from, node.to], true);
      case "like":
        return this.#note(node, "boolean", undefined, this.#need(node.operand, "text", "before like"));
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

  report(node: Expression, message: string, remedy: string): "wrong" {
    this.problems.push({ message, remedy, offset: node.span.start });
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

  #need(node: Expression, type: ValueType, where: string): boolean {
    const inferred = this.infer(node);
    if (inferred === "null") this.settle(node, type);
    if (inferred === "null" || inferred === type) return true;
    if (inferred !== "wrong") {
      const message = `${TYPE_NAMES[inferred]} stands ${where}, which needs ${TYPE_NAMES[type]}`;
      this.report(node, message, conversionRemedy(inferred, type));
    }
    return false;
  }

  #needAll(nodes: readonly Expression[], type: ValueType, where: string): boolean {
    return nodes.map((node) => this.#need(node, type, where)).every(Boolean);
  }

  #name(node: ExpressionOf<"name">): Inferred {
    const type = this.#scope.get(node.name);
    if (type !== undefined) return this.#note(node, type, type === "number" ? NAME_SHAPE : undefined);
    const meant = nearest(node.name, this.#scope.keys());
    const known = [...this.#scope.keys()].slice(0, 12).join(", ") + (this.#scope.size > 12 ? ", …" : "");
    const quotes = node.isQuoted ? " Text goes between single quotes." : "";
    const remedy = meant === undefined ? `Known names: ${known === "" ? "none" : known}.` : `Did you mean ${meant}?`;
    return this.report(node, `unknown name ${JSON.stringify(node.name)}`, remedy + quotes);
  }

  #arithmetic(node: ExpressionOf<"arithmetic">): Inferred {
    const { operator } = node;
    if (!this.#needAll([node.left, node.right], "number", `beside ${operator}`)) return "wrong";
    const left = this.#shape(node.left);
    const right = this.#shape(node.right);
    if (operator === "+" || operator === "-") return this.#note(node, "number", sumShape(left, right));
    if (operator === "*") {
      const decimals = left.decimals + right.decimals;
      if (decimals <= DECIMALS_MAX) return this.#note(node, "number", productShape(left, right));
      const remedy = "Round a factor first, as in round(a * b, 4) * c.";
      return this.report(node, `the product can have ${decimals} decimals; ${DECIMALS_MAX} is the most`, remedy);
    }
    if (left.decimals > DIVIDEND_SHAPE.decimals) return this.#tooFine(node.left, left, DIVIDEND_SHAPE.decimals);
    if (right.decimals > DIVISOR_SHAPE.decimals) return this.#tooFine(node.right, right, DIVISOR_SHAPE.decimals);
    return this.#note(node, "number", QUOTIENT_SHAPE);
  }

  #tooFine(node: Expression, shape: NumberShape, most: number): "wrong" {
    const message = `this side of / can have ${shape.decimals} decimals; ${most} is the most`;
    return this.report(node, message, "Round it first, as in round(a * b, 8) / c.");
  }

  #comparable(node: Expression, operands: readonly Expression[], isOrdered: boolean): Inferred {
    const type = this.#unify(operands, "compared with");
    if (type === "wrong") return "wrong";
    if (type === "null") for (const operand of operands) this.settle(operand, "text");
    if (isOrdered && type === "boolean") {
      return this.report(node, "conditions have no order", "Use =, <>, and, or, not.");
    }
    return this.#note(node, "boolean");
  }

  /** The one type all nodes have, nulls apart; `null` if all are. */
  #unify(nodes: readonly Expression[], relation: string): Inferred {
    const inferred = nodes.map((node) => this.infer(node));
    if (inferred.includes("wrong")) return "wrong";
    const type = inferred.find((one) => one !== "null");
    if (type === undefined || type === "wrong") return "null";
    let result: Inferred = type;
    for (const [index, node] of nodes.entries()) {
      const own = inferred[index];
      if (own === "null") this.settle(node, type);
      else if (own !== type && own !== undefined) result = this.#mixed(node, own as ValueType, type, relation);
    }
    return result;
  }

  #mixed(node: Expression, own: ValueType, other: ValueType, relation: string): "wrong" {
    const [from, to] = other === "text" ? [other, own] : [own, other];
    const message = `${TYPE_NAMES[own]} is ${relation} ${TYPE_NAMES[other]}`;
    return this.report(node, message, conversionRemedy(from, to));
  }

  #case(node: ExpressionOf<"case">): Inferred {
    const whens = node.branches.map((branch) => branch.when);
    const areConditionsRight =
      node.subject === undefined
        ? this.#needAll(whens, "boolean", "after when")
        : this.#comparable(node, [node.subject, ...whens], false) !== "wrong";
    const results = node.branches.map((branch) => branch.result);
    const isRight = this.#oneOf(node, node.otherwise === undefined ? results : [...results, node.otherwise]);
    return areConditionsRight ? isRight : "wrong";
  }

  /** The type of an expression whose value is that of one of the nodes. */
  #oneOf(node: Expression, nodes: readonly Expression[]): Inferred {
    const type = this.#unify(nodes, "another result beside");
    if (type === "wrong" || type === "null") return type;
    return this.#note(node, type, type === "number" ? commonShape(nodes.map((one) => this.#shape(one))) : undefined);
  }

  #call(node: ExpressionOf<"call">): Inferred {
    const { name, operands } = node;
    if (name === "coalesce" || name === "concat") {
      const isCountRight = operands.length >= 2 && operands.length <= 100;
      if (!isCountRight)
        this.report(node, `${name} has ${operands.length} operands`, `Write 2 to 100, as in ${name}(a, b).`);
      const type =
        name === "coalesce"
          ? this.#oneOf(node, operands)
          : this.#note(node, "text", undefined, this.#needAll(operands, "text", "in concat"));
      return isCountRight ? type : "wrong";
    }
    const signature = FUNCTIONS.get(name);
    if (signature === undefined) return this.report(node, `unknown function "${name}"`, "See the list of functions.");
    if (signature.takesFormat === true && operands.length > 1) return this.#formatted(node, signature.result);
    if (operands.length !== signature.parameters.length) {
      for (const operand of operands) this.infer(operand);
      return this.report(node, `${name} has ${operands.length} operands`, `Write ${signature.usage}.`);
    }
    const areRight = operands.map((operand, index) => {
      const range = signature.written?.get(index);
      if (range !== undefined) return this.#written(operand, range, signature.usage);
      return this.#need(operand, signature.parameters[index] ?? "text", `in ${name}`);
    });
    return this.#note(node, signature.result, this.#resultShape(node), areRight.every(Boolean));
  }

  #formatted(node: ExpressionOf<"call">, result: ValueType): Inferred {
    const [text, first, ...others] = node.operands;
    if (text === undefined || first === undefined) return "wrong";
    const isText = this.#need(text, "text", `in ${node.name}`);
    const reading = readFormat(node.name as FormattedFunction, [first, ...others]);
    if (!reading.ok) return this.report(first, reading.message.en, reading.remedy.en);
    return this.#note(node, result, this.#resultShape(node), isText);
  }

  #written(node: Expression, range: { readonly from: number; readonly to: number }, usage: string): boolean {
    const value = node.kind === "number" ? Number(node.value) : Number.NaN;
    if (Number.isInteger(value) && value >= range.from && value <= range.to) return this.infer(node) === "number";
    const message = `a whole number from ${range.from} to ${range.to} must be written out here`;
    this.report(node, message, `Write it as in ${usage}.`);
    return false;
  }

  #resultShape(node: ExpressionOf<"call">): NumberShape | undefined {
    if (node.name === "number") return READ_SHAPE;
    const [operand, decimals] = node.operands;
    if (node.name !== "round" || operand === undefined || decimals?.kind !== "number") return undefined;
    return roundedShape(this.#shape(operand), Number(decimals.value));
  }
}
