// What a widget keeps folded: place, loop, speed, sound, parts to show, classroom.
import { About } from "./about.tsx";
import { Along } from "./along.tsx";
import { Bars } from "./bars.tsx";
import { Button, Check, Choose, KeysCheck, Slider } from "./controls.tsx";
import type { Desk } from "./desk.ts";
import { toggleLoop } from "./loop.ts";
import type { BeatRange, Part } from "./model.ts";
import { rangeName, sentence } from "./places.ts";
import { PICTURES } from "./practice.ts";
import { instruments } from "./tables.ts";
import { TakeAway } from "./takeaway.tsx";

interface At {
  readonly desk: Desk;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function Seek({ desk }: At) {
  const { player } = desk;
  const { start_beat, end_beat } = desk.store.piece.score;
  return (
    <Slider
      label="Place in the music"
      value={Math.floor(player.beat.value)}
      low={Math.floor(start_beat)}
      high={Math.ceil(end_beat)}
      step={1}
      text={player.place.value}
      onInput={player.seek}
    />
  );
}

const sameRange = (a: BeatRange, b: BeatRange): boolean => a[0] === b[0] && a[1] === b[1];

function Loop({ desk }: At) {
  const { loop, piece } = desk.store;
  const { score } = piece;
  const range = loop.value;
  const phrases = score.phrases.map((phrase, i) => ({
    value: String(i),
    text: `phrase ${i + 1}: ${rangeName(score, ...phrase)}`,
  }));
  const chosen = range === null ? -1 : score.phrases.findIndex((phrase) => sameRange(phrase, range));
  return (
    <fieldset class="mk-group">
      <legend>Loop</legend>
      <Button icon="loop" pressed={range !== null} onPress={() => toggleLoop(desk)}>
        Loop
      </Button>
      {range !== null && phrases.length > 0 && (
        <Choose
          label="Phrase"
          value={String(chosen)}
          options={chosen < 0 ? [{ value: "-1", text: "bars of your own" }, ...phrases] : phrases}
          onChoose={(value) => {
            loop.value = score.phrases[Number(value)] ?? range;
          }}
        />
      )}
      {range !== null && (
        <Bars
          score={score}
          range={range}
          of="Loop"
          onChoose={(next) => {
            loop.value = next;
          }}
        />
      )}
    </fieldset>
  );
}

function Sound({ desk }: At) {
  const { speed, volume } = desk.store;
  return (
    <fieldset class="mk-group">
      <legend>Practice</legend>
      <Slider
        label="Speed"
        value={speed.value}
        low={0.5}
        high={1.5}
        step={0.05}
        text={percent(speed.value)}
        onInput={(value) => {
          speed.value = value;
        }}
      />
      <Slider
        label="Volume"
        value={volume.value}
        low={0}
        high={1}
        step={0.05}
        text={percent(volume.value)}
        onInput={(value) => {
          volume.value = value;
        }}
      />
    </fieldset>
  );
}

const TUNED = Object.entries(instruments)
  .filter(([, instrument]) => !instrument.percussion)
  .map(([value, { name }]) => ({ value, text: name }));

const decibels = (value: number): string =>
  value === 0 ? "as it is" : `${value > 0 ? "+" : "−"}${Math.abs(value)} dB`;

function Voices({ desk }: At) {
  const { piece, instruments: chosen, balance_db } = desk.store;
  return (
    <fieldset class="mk-group">
      <legend>Voices</legend>
      {piece.score.voices.map((voice) => {
        const instrument = chosen.value[voice.id] ?? voice.instrument;
        const balance = balance_db.value[voice.id] ?? voice.balance_db;
        const tuned = TUNED.some((option) => option.value === instrument);
        return (
          <div class="mk-voice" key={voice.id}>
            {tuned && (
              <Choose
                label={voice.name}
                name={`${voice.name}: instrument`}
                value={instrument}
                options={TUNED}
                onChoose={(value) => {
                  chosen.value = { ...chosen.value, [voice.id]: value };
                }}
              />
            )}
            <Slider
              label="Balance"
              name={`${voice.name}: balance`}
              value={balance}
              low={-20}
              high={6}
              step={1}
              text={decibels(balance)}
              onInput={(value) => {
                balance_db.value = { ...balance_db.value, [voice.id]: value };
              }}
            />
          </div>
        );
      })}
    </fieldset>
  );
}

const PART_NAMES: readonly (readonly [Part, string])[] = [
  ["notation", "score"],
  ["sheet", "song sheet"],
  ["roll", "piano roll"],
  ["tempo", "tempo curve"],
  ["level", "loudness curve"],
  ["words", "score in words"],
];

function Parts({ desk }: At) {
  const { show, toggle } = desk.store;
  const secret = desk.practice?.secret.value ?? false;
  const available = PART_NAMES.filter(([part]) =>
    part === "notation" ? desk.engraving.value !== null : !(secret && PICTURES.includes(part)),
  );
  return (
    <fieldset class="mk-group">
      <legend>Show</legend>
      {available.map(([part, name]) => (
        <Check key={part} checked={show.value.includes(part)} onToggle={() => toggle(part)}>
          {sentence(name)}
        </Check>
      ))}
    </fieldset>
  );
}

export function More({ desk }: At) {
  return (
    <>
      <Seek desk={desk} />
      <div class="mk-columns">
        <Loop desk={desk} />
        <Sound desk={desk} />
        <Voices desk={desk} />
        <Parts desk={desk} />
        {!desk.practice?.secret.value && <TakeAway desk={desk} />}
      </div>
      <About desk={desk} />
      <Along desk={desk} part="Panel" />
      <KeysCheck desk={desk} />
    </>
  );
}
