// Loaded before the server: makes a mistake nobody has foreseen when the test asks for one.
process.on("SIGUSR2", () => setTimeout(() => Promise.reject(new Error("A mistake made for a test"))));
