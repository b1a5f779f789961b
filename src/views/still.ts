import { createContext } from 'react'

/** Whether drawings switch to their values at once, as each frame of an animation must. */
export const Still = createContext(false)
