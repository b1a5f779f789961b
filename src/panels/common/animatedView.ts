import { createContext } from 'react'

/** The view that drawings belong to, where they can be had at any step of a run; null elsewhere. */
export const AnimatedView = createContext<string | null>(null)
