module.exports = {
  content: ["./js/**/*.js", "../lib/bramble_web.ex", "../lib/bramble_web/**/*.*ex"],
  plugins: []
}
