// Where one music is left and another entered.
import type { Joined } from "../core/layertables.ts";

/** A place so little past a bar line still stands on it, in beats. */
const NEAR = 1e-6;

/** Where one music is left and the other entered: at the next bar line, at the same bar of the same section. */
export function crossing(from: Joined, to: Joined, soonest_beat: number): readonly [number, number] {
  const leave =
    from.bars.find(({ start_beat }) => start_beat >= soonest_beat - NEAR)?.start_beat ?? from.end_beat;
  const at = leave >= from.end_beat ? 0 : leave;
  const [bar, length] = [from.bars[0]!.end_beat, from.sections[0]!.to_beat];
  const section = Math.floor(at / length);
  const inside = Math.round((at - section * length) / bar);
  const [newBar, newLength] = [to.bars[0]!.end_beat, to.sections[0]!.to_beat];
  return [leave, (section % to.sections.length) * newLength + ((inside * newBar) % newLength)];
}
