/** Why a part of a document cannot be mocked. It is told to the user; the rest of the document is. */
export class LeftOutError extends Error {
  override name = 'LeftOutError'
}
