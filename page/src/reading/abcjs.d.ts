declare module "abcjs/src/parse/abc_parse.js" {
  /** The parser of abcjs, without the rest of it: it needs no page. */
  export default class AbcParser {
    parse(text: string): void;
    getTune(): unknown;
  }
}
