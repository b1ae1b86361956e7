/** The world around a command. */
export interface Io {
  stdout(text: string): void;
  stderr(text: string): void;
  /** A person is looking at what `stderr` says. */
  isTerminal?: boolean;
  environment: Readonly<Record<string, string | undefined>>;
  /** The folder it was called in. */
  folder: string;
  /** The folder of the package. */
  home: string;
  /** Calls back once when the command should end. */
  onStop(stop: () => void): void;
  /** Calls back with every mistake that nothing in the program has caught. */
  onMistake(call: (error: unknown) => void): void;
}
