import { expect, it } from 'vitest'
import { moveTimes, summarise } from './viewTrace'

const PAGE = { pid: 1, tid: 2 }
const mark = (ts: number) => ({
  name: 'move',
  cat: 'blink.user_timing',
  ph: 'R',
  ts,
  ...PAGE,
})
const task = (ts: number, tdur: number, dur = tdur) => ({
  name: 'ThreadControllerImpl::RunTask',
  ph: 'X',
  ts,
  dur,
  tdur,
  ...PAGE,
})
const part = (name: string, ts: number, tdur: number) => ({ name, ph: 'X', ts, tdur, ...PAGE })

/** Two moves of two frames each, in µs; the third mark ends the second move. */
const TRACE = JSON.stringify({
  traceEvents: [
    mark(0),
    task(1_000, 4_000),
    part('UpdateLayoutTree', 1_100, 500),
    task(10_000, 6_000),
    part('Layout', 10_100, 1_000),
    part('Paint', 11_500, 2_000),
    part('Layerize', 14_000, 100),
    task(20_000, 3_000),
    part('Layerize', 22_000, 100),
    // Another thread's, and another page's.
    { ...task(1_000, 90_000), tid: 7 },
    { ...task(1_000, 90_000), pid: 9 },
    mark(30_000),
    // Waited for the processor: its own work is what counts.
    task(31_000, 2_000, 9_000),
    mark(60_000),
  ],
})

it('adds up what the page’s own thread did for each move, by frames and by kind', () => {
  const [first, second, ...others] = moveTimes(TRACE)
  expect(others).toEqual([])
  expect(first).toEqual({
    whole: 13,
    style: 0.5,
    layout: 1,
    paint: 2.2,
    frame: 10,
    longest: 6,
  })
  expect(second).toMatchObject({ whole: 2, frame: 2, longest: 2 })
})

it('tells medians, the slowest twentieth and the longest task', () => {
  const summary = summarise(moveTimes(TRACE))
  expect(summary).toMatchObject({ moves: 2, medianMs: 7.5, frameMs: 6, longestTaskMs: 6 })
  expect(summary.p95Ms).toBeCloseTo(12.5, 0)
})

it('refuses a trace without moves', () => {
  expect(() => moveTimes('{"traceEvents":[]}')).toThrow('no moves')
})
