import type { Server } from "node:http";
import type { Socket } from "node:net";

/** How long requests under way are waited for. */
const patienceMilliseconds = 10_000;

const lookMilliseconds = 50;

/**
 * Before the server listens: what stops it. The answer resolves when no request is under way any more; connections are closed
 * as soon as they wait for another one, or at once where they were opened ahead and nothing came over them, as browsers do.
 * What is under way when `hurry` resolves is cut off.
 */
export function prepareStop(server: Server): (hurry?: Promise<unknown>) => Promise<void> {
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  return async (hurry) => {
    const ended = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    const closeIdle = setInterval(() => {
      server.closeIdleConnections();
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    }, lookMilliseconds);
    const cutOff = (): void => {
      server.closeAllConnections();
    };
    const timer = setTimeout(cutOff, patienceMilliseconds);
    void hurry?.then(cutOff);
    await ended;
    clearInterval(closeIdle);
    clearTimeout(timer);
  };
}
