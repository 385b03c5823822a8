// Layers: each can be taken away, heard alone, and made louder or softer.
import { useSignal } from "@preact/signals";
import { LAYERS, type Layer } from "../core/layertables.ts";
import { Button, Check, Slider } from "../widgets/controls.tsx";
import { LEVELS, toggled } from "./choice.ts";
import type { At } from "./elements.tsx";

const NAMES: Readonly<Record<Layer, string>> = {
  melody: "Melody",
  harmony: "Chords",
  bass: "Bass",
  drums: "Drums",
};

export function LayerRows({ bench }: At) {
  const before = useSignal<readonly Layer[]>(LAYERS);
  const { layers, balance_db, style } = bench.choice.value;
  const usual = bench.tables.styles[style]!.balance_db;
  const alone = layers.length === 1 ? layers[0] : null;
  const only = (layer: Layer): void => {
    if (alone === layer) {
      bench.set({ layers: before.peek().length > 1 ? before.peek() : LAYERS });
      return;
    }
    if (layers.length > 1) before.value = layers;
    bench.set({ layers: [layer] });
  };
  return (
    <fieldset class="mk-group">
      <legend>Layers</legend>
      <Check checked={bench.choice.value.human} onToggle={(human) => bench.set({ human })}>
        Human feel: hands a little uneven (some 4 ms and 0.7 dB)
      </Check>
      {LAYERS.map((layer) => {
        const db = Math.round(balance_db[layer] ?? usual[layer]);
        return (
          <div class="mk-form-layer" key={layer}>
            <Button
              label={`${NAMES[layer]} plays`}
              pressed={layers.includes(layer)}
              onPress={() => bench.set({ layers: toggled(layers, layer) })}
            >
              {NAMES[layer]}
            </Button>
            <Button
              kind="small"
              label={`${NAMES[layer]} alone`}
              pressed={alone === layer}
              onPress={() => only(layer)}
            >
              alone
            </Button>
            <Slider
              label="Level"
              name={`${NAMES[layer]}: level`}
              value={db}
              low={LEVELS.low}
              high={LEVELS.high}
              step={1}
              text={`${db} dB`}
              onInput={(value) => bench.set({ balance_db: { ...balance_db, [layer]: value } })}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
