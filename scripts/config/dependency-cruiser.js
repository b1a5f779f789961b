/**
 * The arrows of the house: what each folder may import besides itself. Upper folders may use lower
 * ones, never the reverse; what the page and a worker say to each other is workers/protocol.
 */
const PURE = ['random', 'space', 'network', 'run']
const COMPUTE = [...PURE, 'engine', 'data', 'measure']

const MAY_IMPORT = {
  random: [],
  space: ['random'],
  network: ['random', 'space'],
  run: ['random', 'space', 'network'],
  share: PURE,
  export: PURE,
  engine: PURE,
  data: [...PURE, 'engine'],
  measure: [...PURE, 'engine', 'data'],
  strategies: COMPUTE,
  search: [...COMPUTE, 'strategies', 'export'],
  // Encodes pictures, whatever they show.
  film: [],
  views: PURE,
  lessons: PURE,
  // What was measured elsewhere predicts on the page, without a device.
  store: [
    ...PURE,
    'share',
    'export',
    'workers/protocol',
    'measure/predictor.ts',
    'measure/architectureSource.ts',
  ],
  panels: [...PURE, 'share', 'export', 'lessons', 'store', 'views'],
}

const pathOf = (part) => {
  if (part.startsWith('workers/')) return `^${part}`
  return part.endsWith('.ts') ? `^src/${part}$` : `^src/${part}/`
}

/** What exports are held against: logits of the engine that is every other engine's oracle. */
const ORACLE = '^src/export/trainedNetwork\\.fixture\\.ts$'

const arrows = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  name: `${folder}-imports-only-what-is-below`,
  severity: 'error',
  from: { path: `^src/${folder}/`, pathNot: ORACLE },
  to: { path: '^(src|workers)/', pathNot: [folder, ...allowed].map(pathOf) },
}))

const only = (name, packages, folders) => ({
  name,
  severity: 'error',
  from: { path: '^src/.+/', pathNot: folders.map(pathOf) },
  to: { path: `node_modules/(${packages})` },
})

export default {
  forbidden: [
    ...arrows,
    only('d3-draws-in-views', 'd3|@dagrejs', ['views', 'panels']),
    only('react-stays-on-the-page', 'react|radix-ui', ['views', 'panels', 'store']),
    only('tfjs-stays-off-the-page', '@tensorflow', [
      'engine',
      'measure',
      'strategies',
      'search',
      'export',
    ]),
    {
      name: 'workers-use-no-page-code',
      severity: 'error',
      from: { path: '^workers/' },
      to: { path: ['^src/(panels|views|store|lessons)/', 'node_modules/(d3|react)'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-catch-all-files',
      comment: 'A file named utils says nothing about what is in it.',
      severity: 'error',
      from: {},
      to: { path: '^(src|workers)/.*(utils?|helpers?)[./]' },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { pathNot: '\\.(test|fixture)\\.tsx?$' },
      to: {
        path: ['\\.(test|fixture)\\.tsx?$', '^e2e/', 'node_modules/(vitest|fast-check|jsdom)'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
  },
}
