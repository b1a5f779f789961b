import type { NetworkBuilder } from './builder'
import type { GateId, GateTable, LayerId, Network, Shape } from './network'

/** One of the branches that a supernet holds: a gate, by its table's name. */
export interface Branch {
  readonly table: string
  readonly row: number
  readonly column: number
}

export interface Term {
  readonly input: LayerId
  readonly gate: GateId | null
}

/**
 * Which branches a network under construction holds. A space's network is described once, by asking
 * for its branches one after another; whether that makes the supernet or a single architecture is
 * decided here, so that a path through the supernet is that architecture by construction.
 */
export interface Branches {
  /**
   * @param columns every row of a table is exclusive: at most one of its branches runs at a time
   * @param allowed which branches the space's rules leave, rows × columns; absent: all
   */
  table(name: string, rows: number, columns: number, allowed?: readonly boolean[]): void
  holds(branch: Branch): boolean
  /** The term of a branch that is held, its layers appended; null for one that is not. */
  term(branch: Branch, append: () => LayerId): Term | null
}

/** What every space's builder is given. */
export interface Construction {
  readonly builder: NetworkBuilder
  readonly branches: Branches
  /** Height × width × channels of one image. */
  readonly input: Shape
  readonly classes: number
  /** Whether an architecture is built by itself, where batch norm learns a scale and a shift. */
  readonly alone: boolean
  /** Whether an auxiliary head is wanted, where the space has one. */
  readonly auxiliary?: boolean
}

/** All branches that are allowed, each weighed by its gate. */
export class SupernetBranches implements Branches {
  private readonly tables = new Map<string, GateTable>()

  constructor(private readonly builder: NetworkBuilder) {}

  table(name: string, rows: number, columns: number, allowed?: readonly boolean[]): void {
    const closes = allowed?.includes(false)
    const table = this.builder.gateTable(name, rows, columns, closes ? allowed : undefined)
    this.tables.set(name, table)
  }

  holds(branch: Branch): boolean {
    const table = this.tables.get(branch.table)
    const gate = gateOf(table, branch)
    return table?.allowed?.[gate - table.offset] ?? true
  }

  term(branch: Branch, append: () => LayerId): Term | null {
    if (!this.holds(branch)) return null
    return { gate: gateOf(this.tables.get(branch.table), branch), input: append() }
  }
}

/** Those of one architecture alone, without gates. */
export class ArchitectureBranches implements Branches {
  private readonly held: ReadonlySet<string>

  constructor(branches: readonly Branch[]) {
    this.held = new Set(branches.map(keyOf))
  }

  table(): void {
    // An architecture has nothing left to weigh.
  }

  holds(branch: Branch): boolean {
    return this.held.has(keyOf(branch))
  }

  term(branch: Branch, append: () => LayerId): Term | null {
    return this.holds(branch) ? { gate: null, input: append() } : null
  }
}

/** The gate of a branch in a finished network. */
export function branchGate(network: Network, branch: Branch): GateId {
  return gateOf(
    network.gateTables.find(({ name }) => name === branch.table),
    branch,
  )
}

export const isTerm = (term: Term | null): term is Term => term !== null

function gateOf(table: GateTable | undefined, { table: name, row, column }: Branch): GateId {
  if (!table || row >= table.rows || column >= table.columns) {
    throw new RangeError(`The network has no gate (${row}, ${column}) in a table ${name}`)
  }
  return table.offset + row * table.columns + column
}

const keyOf = ({ table, row, column }: Branch) => `${table}/${row}/${column}`
