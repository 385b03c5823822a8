// Styles that travel inside a part of the code.
declare module "*.css" {
  const text: string;
  export default text;
}
