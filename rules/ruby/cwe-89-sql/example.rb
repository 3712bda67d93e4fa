class UsersController < ApplicationController
  def index
    # ruleid: ruby.cwe-89.sql
    User.where("name = '#{params[:name]}'")
    sql = "SELECT * FROM users WHERE email = '" + params[:email] + "'"
    # ruleid: ruby.cwe-89.sql
    User.find_by_sql(sql)
    # ruleid: ruby.cwe-89.sql
    User.where(["name LIKE '%#{params[:q]}%'"])
    # ruleid: ruby.cwe-89.sql
    ActiveRecord::Base.connection.execute("DELETE FROM carts WHERE id = #{params[:id]}")
    # ruleid: ruby.cwe-89.sql
    User.order(Arel.sql("#{params[:column]} ASC"))
    # ruleid: ruby.cwe-89.sql
    User.joins("JOIN #{params[:table]} ON true")
  end

  def safe
    # ok: ruby.cwe-89.sql
    User.where("name = ?", params[:name])
    # ok: ruby.cwe-89.sql
    User.where(["name = ?", params[:name]])
    # ok: ruby.cwe-89.sql
    User.where(name: params[:name])
    # ok: ruby.cwe-89.sql
    User.where({ name: "#{params[:first]} #{params[:last]}" })
    # ok: ruby.cwe-89.sql
    User.where("id = #{params[:id].to_i}")
    # ok: ruby.cwe-89.sql
    User.where(params.permit(:name, :email))
    # ok: ruby.cwe-89.sql
    User.where("name = #{ActiveRecord::Base.connection.quote(params[:name])}")
    filter = params.select do |name|
      FILTERS.include?(name)
    end
    # ok: ruby.cwe-89.sql
    User.where(filter)
    # ok: ruby.cwe-89.sql
    SearchClient.new.query(params[:q])
    column = params[:column]
    column = "name" unless %w[name email].include?(column)
    # ok: ruby.cwe-89.sql
    User.order(Arel.sql("#{column} ASC"))
    user = User.find(params[:id])
    # ok: ruby.cwe-89.sql
    User.where("team = '#{user.team_key}'")
  end
end

get "/users" do
  # ruleid: ruby.cwe-89.sql
  db.query("SELECT * FROM users WHERE name = '#{params[:name]}'")
  # ok: ruby.cwe-89.sql
  db.execute("SELECT * FROM users WHERE name = ?", [params[:name]])
end
