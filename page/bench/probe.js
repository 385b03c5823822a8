// Runs before a page's own scripts and writes down when things happen: presses, sound, frames, edits.
(() => {
  /** Softer than this (-80 dB) is silence. */
  const SILENCE = 1e-4;
  const bench = { click_ms: 0, frames: 0, move: null, drawn: [], heard_ms: [] };
  globalThis.bench = bench;
  addEventListener("click", (event) => (bench.click_ms = event.timeStamp), true);

  // When the page has an engraved score to see: the end of the frame that paints it.
  const seen = () => {
    const picture = document.querySelector(".musicking svg:has([data-note])");
    if (!picture || picture.getBoundingClientRect().height === 0) return requestAnimationFrame(seen);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (bench.notation_ms = performance.now());
    port2.postMessage(null);
  };
  requestAnimationFrame(seen);

  // The node that sounds, to be listened in on from its very beginning.
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to === this.context.destination) {
      bench.context = this.context;
      bench.listening = bench.capture?.then(({ tap }) => tap(this));
    }
    return connect.call(this, to, ...rest);
  };

  /** Listen in again, after the sound was stopped. */
  bench.listen = async () => {
    const { tap } = await bench.capture;
    const { device } = globalThis[Symbol.for("musicking.sound")];
    bench.listening = tap(device.node);
    await bench.listening;
  };

  /** Milliseconds from the last click to the first sample that is not silent, or null: the loudspeaker's own delay left out. */
  bench.firstSound = async () => {
    const { context } = bench;
    // The clock of the samples against the clock of the page: the least is when a block has just been computed.
    let offset_ms = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 40; i++) {
      offset_ms = Math.min(offset_ms, performance.now() - 1000 * context.currentTime);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const { context_sec, sampleRate, samples } = (await bench.listening).stop();
    const first = samples.findIndex((sample) => Math.abs(sample) > SILENCE);
    if (first < 0) return null;
    return offset_ms + 1000 * (context_sec + first / sampleRate) - bench.click_ms;
  };

  /** Count frames from now on. */
  bench.countFrames = () => {
    bench.frames++;
    requestAnimationFrame(bench.countFrames);
  };

  /** Write down for each move of the pointer in how many frames `handle` has followed and when the worklet has the new plan. */
  bench.watchDrag = (handle) => {
    bench.countFrames();
    addEventListener(
      "pointermove",
      ({ timeStamp }) => (bench.move = { timeStamp, frame: bench.frames }),
      true,
    );
    new MutationObserver(() => {
      if (bench.move) bench.drawn.push(bench.frames - bench.move.frame);
    }).observe(handle, { attributeFilter: ["style"] });
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (message, ...rest) {
      post.call(this, message, ...rest);
      if (message?.kind !== "swap" || !bench.move) return;
      const { timeStamp } = bench.move;
      const request = -1 - bench.heard_ms.length - Math.random();
      // Messages are answered in order: this answer comes when the plan before it has been taken.
      const hear = ({ data }) => {
        if (data.request !== request) return;
        this.removeEventListener("message", hear);
        bench.heard_ms.push(performance.now() - timeStamp);
      };
      this.addEventListener("message", hear);
      post.call(this, { kind: "decode", name: "piano", request });
    };
  };
})();
