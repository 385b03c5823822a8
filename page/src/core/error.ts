/** Bad input from outside: the message is one sentence that says what is wrong and what to do. */
export class MusicError extends Error {
  override readonly name = "MusicError";
}
