import { connect } from "node:net";

/**
 * Sends bytes as they are, which no client would, and reads until the server hangs up.
 *
 * @param isHalfClosed Says that nothing more will come.
 * @returns Everything that was answered; rejects when the connection is still open after a while.
 */
export function rawRequest(address: string, bytes: string, patienceMs = 10_000): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answered = "";
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`Still open after ${patienceMs} ms; answered: ${answered.slice(0, 300)}`));
    }, patienceMs);
    socket.setEncoding("latin1");
    socket.on("connect", () => socket.write(bytes, "latin1"));
    socket.on("data", (words: string) => {
      answered += words;
    });
    // A server that hangs up while it is still sent something resets the connection: hung up all the same.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(answered);
    });
  });
}
