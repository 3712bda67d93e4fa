ActiveRecord::Schema[8.0].define(version: 2026_03_02_101500) do
  create_table "users" do |t|
    t.integer "organization_id", null: false
    t.string "name", null: false
    t.string "email", null: false
    t.string "locale", default: "en", null: false
    t.string "time_zone", default: "UTC", null: false
    t.integer "role", default: 0, null: false
    t.string "password_digest", null: false
  end
end
