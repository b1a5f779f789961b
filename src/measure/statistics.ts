import { median, quantileRankSorted, quantileSorted, sampleCorrelation } from 'simple-statistics'
