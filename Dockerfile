# The service alone: no generator, no compiler, no embedded Postgres. DATABASE_URL says where its database is.
#
#   docker build -t arcadia-cloud .

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts scripts
COPY prisma prisma
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json prisma.config.ts ./
COPY src src
RUN npm run build

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Without optional packages there is neither the embedded Postgres nor Prisma's own command line.
RUN npm ci --omit=dev --omit=optional --ignore-scripts \
  # Prisma's engines for databases that are not Postgres.
  && find node_modules/@prisma/client/runtime -name '*_bg.*' ! -name '*postgresql*' -delete

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 ARCADIA_DATA_DIR=/tmp/arcadia ARCADIA_DRAIN_SECONDS=5
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY prisma/migrations prisma/migrations
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
