// What is said of an answer: its first words, up to the colon, tell whether it is right.
interface Props {
  readonly met: boolean;
  readonly said: string;
}

export function Verdict({ met, said }: Props) {
  const ends = said.indexOf(":") + 1;
  return (
    <>
      <span class={`mk-verdict${met ? " is-met" : ""}`}>{said.slice(0, ends)}</span>
      {said.slice(ends)}
    </>
  );
}
