/** What of a plan a device can hold, and what it takes. */
import type { BufferLimits } from '../../run/forecast'
import type { MemoryPlan } from './compile'
import { PlanTooLargeError } from './errors'

/** Bytes that the device's largest buffer may have. */
const mostBytes = ({ maxBufferSize, maxStorageBufferBindingSize }: BufferLimits) =>
  Math.min(maxBufferSize, maxStorageBufferBindingSize)

const largestBuffer = (plan: MemoryPlan) => Math.max(plan.arenaBytes, plan.stateBytes)

export function planFits(limits: BufferLimits, plan: MemoryPlan): boolean {
  return largestBuffer(plan) <= mostBytes(limits)
}

/** @throws PlanTooLargeError when the device cannot hold the plan */
export function requireFit(limits: BufferLimits, plan: MemoryPlan): void {
  if (!planFits(limits, plan)) throw new PlanTooLargeError(largestBuffer(plan), mostBytes(limits))
}

/** Where the labels of a dataset begin on the GPU, behind its images; and bytes of both together. */
export function datasetLayout(
  imageBytes: number,
  labels: number,
): { readonly labelBytes: number; readonly size: number } {
  const labelBytes = 4 * Math.ceil(imageBytes / 4)
  return { labelBytes, size: 4 * Math.ceil((labelBytes + labels) / 4) }
}
