/** Whether the reader saves data: then nothing is fetched before it is asked for. */
export const isSparing = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
