/** Offers `content` to the reader as a download. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  // The browser takes the file after the click; a moment later nobody needs the address.
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}
