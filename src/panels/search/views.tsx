import type { ComponentType } from 'react'
import { methodOf, type Method } from '../../run/methods'
import type { SearchConfig } from '../../run/config'
import type { SpaceKind } from '../../space/searchSpace'
import { collapseView } from '../../views/CollapseMeter'
import { confusionView } from '../../views/ConfusionMatrix'
import { featureMapsView } from '../../views/FeatureMaps'
import { learningRatesView } from '../../views/LearningRates'
import { predictionsView } from '../../views/Predictions'
import { edgeEntropyView } from '../../views/EdgeEntropy'
import { familyView } from '../../views/FamilyTree'
import { simplexView } from '../../views/Simplex'
import { likelyCellView } from '../../views/LikelyCell'
import { networkStackView } from '../../views/NetworkStack'
import type { AnySearchView, ViewLanguage, ViewSize } from '../../views/searchView'
import { BranchesPanel } from './BranchesPanel'
import { CurvesPanel } from './CurvesPanel'
import { ExpectedCostPanel } from './ExpectedCostPanel'
import { GatesPanel } from './GatesPanel'
import { LineagePanel } from './LineagePanel'
import { LivesPanel } from './LivesPanel'
import { MixturePanel } from './MixturePanel'
import type { PanelProps } from './panelProps'
import { ParetoPanel } from './ParetoPanel'
import { PolicyPanel } from './PolicyPanel'
import { ProgressPanel } from './ProgressPanel'
import { TapePanel } from './TapePanel'
import { TrajectoriesPanel } from './TrajectoriesPanel'

/** A drawing with controls of its own, which a view in one file has not. */
interface PanelView {
  readonly name: string
  /** As the list of views calls it. */
  readonly titles: Readonly<Record<ViewLanguage, string>>
  size(config: SearchConfig): ViewSize
  /** About how high, in pixels. */
  readonly height: number
  readonly perCell?: boolean
  readonly Panel: ComponentType<PanelProps>
}

type RegisteredView = AnySearchView | PanelView

const CURVE = 190
const HEATMAP = 300

const GRADIENT_METHODS: readonly Method[] = ['darts', 'darts2']
const POLICY_METHODS: readonly Method[] = ['enas', 'rl']
const SAMPLING_METHODS: readonly Method[] = ['spos', 'random']
const RANDOM_METHODS: readonly Method[] = ['random', 'random-scratch']
/** Spaces whose branches fill more columns than half of the place holds. */
const BROAD_SPACES: readonly SpaceKind[] = ['enas-cell', 'enas-macro']

const gradient = (config: SearchConfig) => GRADIENT_METHODS.includes(methodOf(config))
const wideFor =
  (...methods: readonly Method[]) =>
  (config: SearchConfig) =>
    methods.includes(methodOf(config)) ? 'wide' : null
const branches = ({ space }: SearchConfig) => (BROAD_SPACES.includes(space.kind) ? 'wide' : 'half')

/**
 * Every drawing of a search, in the order of the page: those that matter most to a method first. A new
 * one is a file in `src/views/` and its line here.
 */
export const VIEWS: readonly RegisteredView[] = [
  {
    name: 'tape',
    titles: { en: 'Decisions of the controller', zh: '控制器的决策' },
    size: wideFor('enas', 'rl'),
    height: 300,
    Panel: TapePanel,
  },
  {
    name: 'lineage',
    titles: { en: 'Populations by generation', zh: '各代种群' },
    size: wideFor('spos'),
    height: 300,
    Panel: LineagePanel,
  },
  {
    name: 'lives',
    titles: { en: 'The living population', zh: '存活的种群' },
    size: wideFor('evolution'),
    height: 300,
    Panel: LivesPanel,
  },
  {
    name: 'climb',
    titles: { en: 'Steps from neighbour to neighbour', zh: '从邻居到邻居的步伐' },
    size: wideFor('local'),
    height: 250,
    Panel: (props) => <ProgressPanel {...props} descent />,
  },
  familyView,
  {
    name: 'front',
    titles: { en: 'Accuracy against cost', zh: '准确率与代价' },
    size: (config) => (gradient(config) ? null : 'wide'),
    height: 420,
    Panel: ParetoPanel,
  },
  {
    name: 'cell',
    titles: { en: 'Cell', zh: '单元' },
    size: ({ space }) => (space.kind === 'cell' ? 'wide' : null),
    height: 320,
    perCell: true,
    Panel: MixturePanel,
  },
  likelyCellView,
  {
    name: 'gates',
    titles: { en: 'Gates', zh: '门' },
    size: (config) => (gradient(config) ? 'half' : null),
    height: HEATMAP,
    perCell: true,
    Panel: GatesPanel,
  },
  {
    name: 'reward',
    titles: { en: 'Reward and baseline', zh: '奖励与基线' },
    size: (config) => (POLICY_METHODS.includes(methodOf(config)) ? 'half' : null),
    height: CURVE,
    Panel: (props) => <PolicyPanel {...props} metric="reward" />,
  },
  {
    name: 'entropy',
    titles: { en: 'Entropy of the policy', zh: '策略的熵' },
    size: (config) => (POLICY_METHODS.includes(methodOf(config)) ? 'half' : null),
    height: CURVE,
    Panel: (props) => <PolicyPanel {...props} metric="entropy" />,
  },
  {
    name: 'progress',
    titles: { en: 'Candidates and best so far', zh: '候选与目前最佳' },
    size: (config) =>
      gradient(config) || methodOf(config) === 'local'
        ? null
        : RANDOM_METHODS.includes(methodOf(config))
          ? 'wide'
          : 'half',
    height: 250,
    Panel: (props) => <ProgressPanel {...props} descent={false} />,
  },
  {
    name: 'trained',
    titles: { en: 'How often branches were trained', zh: '分支的训练次数' },
    size: (config) => (SAMPLING_METHODS.includes(methodOf(config)) ? branches(config) : null),
    height: HEATMAP,
    Panel: (props) => <BranchesPanel {...props} shows="trained" />,
  },
  collapseView,
  {
    name: 'loss',
    titles: { en: 'Loss', zh: '损失' },
    size: () => 'half',
    height: CURVE,
    Panel: (props) => <CurvesPanel {...props} metric="loss" />,
  },
  {
    name: 'accuracy',
    titles: { en: 'Accuracy', zh: '准确率' },
    size: () => 'half',
    height: CURVE,
    Panel: (props) => <CurvesPanel {...props} metric="accuracy" />,
  },
  predictionsView,
  featureMapsView,
  confusionView,
  learningRatesView,
  {
    name: 'belief',
    titles: { en: 'Branches', zh: '分支' },
    size: (config) => (gradient(config) ? null : branches(config)),
    height: HEATMAP,
    Panel: (props) => <BranchesPanel {...props} shows="belief" />,
  },
  {
    name: 'trajectories',
    titles: { en: 'Strongest gates', zh: '最强的门' },
    size: (config) => (gradient(config) ? 'half' : null),
    height: 230,
    perCell: true,
    Panel: TrajectoriesPanel,
  },
  edgeEntropyView,
  simplexView,
  {
    name: 'expected-cost',
    titles: { en: 'Expected cost', zh: '预期代价' },
    size: ({ objective }) =>
      objective.kind === 'additive' || objective.kind === 'log-product' ? 'half' : null,
    height: CURVE,
    Panel: ExpectedCostPanel,
  },
  networkStackView,
]
