/** What `work` comes to. @throws Error when it has not come to anything by then */
export function withDeadline<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    const minutes = Math.round(deadlineMs / 60_000)
    timer = setTimeout(() => reject(new Error(`not done after ${minutes} minutes`)), deadlineMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
