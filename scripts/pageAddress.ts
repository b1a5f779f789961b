/** Where `npm start` serves the page; links printed by scripts lead there. */
export const DEFAULT_PORT = 4173

export const pageAddress = (port: number) => `http://localhost:${port}`
