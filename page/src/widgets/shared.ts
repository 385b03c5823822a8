// What bundles that are fetched later draw with: the page's own Preact and signals, for two of them would not hear each other.
import { batch, computed, signal, useComputed, useSignal } from "@preact/signals";
import { Fragment } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { jsx, jsxs } from "preact/jsx-runtime";

/** page/build.mjs lets those bundles take these names from here. */
(globalThis as { [key: symbol]: unknown })[Symbol.for("musicking.drawing")] = {
  Fragment,
  batch,
  computed,
  jsx,
  jsxs,
  signal,
  useComputed,
  useEffect,
  useRef,
  useSignal,
};
