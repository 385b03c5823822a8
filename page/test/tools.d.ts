// The builder of the instruments is plain JavaScript, so that Node runs it as it stands.
declare module "*/audio/src/bank.mjs";
declare module "*/audio/src/dsp.mjs";
declare module "*/audio/src/level.mjs";
declare module "*/audio/src/measure.mjs";
declare module "*/audio/src/plain.mjs";
declare module "*/audio/src/recipe.mjs";
declare module "*/audio/src/render.mjs";
declare module "*/audio/src/vorbis.mjs";
declare module "*/audio/src/loop.mjs";
declare module "*/audio/src/mono.mjs";
