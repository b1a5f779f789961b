import { GenotypeError } from './genotypeError'

/** A Python value as genotypes use them; lists and tuples are alike. `at` is its place in the text. */
export type Literal =
  | { readonly kind: 'string'; readonly value: string; readonly at: number }
  | { readonly kind: 'integer'; readonly value: number; readonly at: number }
  | { readonly kind: 'list'; readonly items: readonly Literal[]; readonly at: number }

type TokenKind = 'name' | 'string' | 'integer' | 'symbol' | 'end'

interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly at: number
}

const BLANK = /(?:\s|#[^\n]*)*/y
const TOKENS: readonly (readonly [TokenKind, RegExp])[] = [
  ['name', /[A-Za-z_]\w*/y],
  ['integer', /-?\d{1,9}(?!\d)/y],
  ['string', /'([^'\\\n]*)'|"([^"\\\n]*)"/y],
  ['symbol', /[()[\],=]/y],
]

/** A genotype nests three deep; more is an attack on the stack. */
const MAX_DEPTH = 8
/** More than any cell joins; keeps `range(0, 999999999)` from filling the memory. */
const MAX_RANGE = 64

/** Reads the few forms of Python that genotypes are written in. Nothing is evaluated. */
export class PythonReader {
  private upcoming: Token

  constructor(
    private readonly text: string,
    private offset: number,
  ) {
    this.upcoming = this.scan()
  }

  get position(): number {
    return this.upcoming.at
  }

  name(): string {
    return this.take('name', 'a name').text
  }

  symbol(symbol: string): void {
    if (!this.skip(symbol)) throw this.unexpected(`“${symbol}”`)
  }

  /** Takes the symbol if it comes next. */
  skip(symbol: string): boolean {
    if (this.upcoming.kind !== 'symbol' || this.upcoming.text !== symbol) return false
    this.upcoming = this.scan()
    return true
  }

  end(): void {
    this.take('end', 'the end of the text')
  }

  literal(depth = 0): Literal {
    const { kind, text, at } = this.upcoming
    if (depth > MAX_DEPTH) throw new GenotypeError('syntax', 'Brackets are nested too deeply', at)
    switch (kind) {
      case 'string':
        this.upcoming = this.scan()
        return { kind, value: text.slice(1, -1), at }
      case 'integer':
        this.upcoming = this.scan()
        return { kind, value: Number(text), at }
      case 'name':
        return this.range(at)
      default:
        if (this.skip('[')) return { kind: 'list', items: this.items(']', depth), at }
        if (this.skip('(')) return { kind: 'list', items: this.items(')', depth), at }
        throw this.unexpected('a value')
    }
  }

  private items(closing: ')' | ']', depth: number): Literal[] {
    const items: Literal[] = []
    while (!this.skip(closing)) {
      items.push(this.literal(depth + 1))
      if (this.skip(',')) continue
      this.symbol(closing)
      break
    }
    return items
  }

  private range(at: number): Literal {
    if (this.name() !== 'range') throw new GenotypeError('syntax', 'Expected a value', at)
    this.symbol('(')
    const bounds = this.items(')', MAX_DEPTH - 1).map((bound) =>
      bound.kind === 'integer' ? bound.value : NaN,
    )
    const [start = NaN, stop = NaN] = bounds.length === 1 ? [0, ...bounds] : bounds
    if (bounds.length > 2 || !(stop - start <= MAX_RANGE)) {
      const message = `Expected range(start, stop) of at most ${MAX_RANGE} numbers`
      throw new GenotypeError('syntax', message, at)
    }
    const length = Math.max(0, stop - start)
    const items = Array.from({ length }, (_, i) => ({
      kind: 'integer' as const,
      value: start + i,
      at,
    }))
    return { kind: 'list', items, at }
  }

  private take(kind: TokenKind, expected: string): Token {
    const token = this.upcoming
    if (token.kind !== kind) throw this.unexpected(expected)
    if (kind !== 'end') this.upcoming = this.scan()
    return token
  }

  private scan(): Token {
    BLANK.lastIndex = this.offset
    BLANK.test(this.text)
    const at = BLANK.lastIndex
    if (at >= this.text.length) return { kind: 'end', text: '', at }
    for (const [kind, pattern] of TOKENS) {
      pattern.lastIndex = at
      const match = pattern.exec(this.text)
      if (match) {
        this.offset = pattern.lastIndex
        return { kind, text: match[0], at }
      }
    }
    throw new GenotypeError('syntax', `Unexpected “${this.text[at]}”`, at)
  }

  private unexpected(expected: string): GenotypeError {
    const { kind, text, at } = this.upcoming
    const found = kind === 'end' ? 'the text ends' : `found “${text.slice(0, 40)}”`
    return new GenotypeError('syntax', `Expected ${expected}, but ${found}`, at)
  }
}
